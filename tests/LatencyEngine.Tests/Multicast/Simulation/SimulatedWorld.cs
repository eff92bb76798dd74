using LatencyEngine.Multicast.Driver;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Tests.Multicast.Simulation;

/// <summary>Drivers on a simulated network, stepped in turn on one thread: the same seed always gives the same run.</summary>
internal sealed class SimulatedWorld : IDisposable
{
    public const long Milliseconds = 1_000_000;
    public const long Seconds = 1_000 * Milliseconds;

    private const long StepNanosMin = 20_000;
    private const long StepNanosMax = Milliseconds;

    private readonly List<MediaDriver> _drivers = [];
    private readonly int _seed;
    private long _stepNanos = StepNanosMin;

    public SimulatedWorld(int seed = 1, LinkConditions? conditions = null)
    {
        _seed = seed;
        Network = new SimulatedNetwork(Clock, seed) { Conditions = conditions ?? new LinkConditions() };
        Clock.Advance(Seconds);
    }

    public ManualClock Clock { get; } = new();

    public SimulatedNetwork Network { get; }

    /// <summary>What is done between duty cycles: offering and polling.</summary>
    public Action? Application { get; set; }

    /// <param name="address">Of its host, from 127.0.0.0/8.</param>
    /// <param name="firstSessionId">Of its publications.</param>
    public MediaDriver AddDriver(string address = "127.0.0.1", int firstSessionId = 10_000)
    {
        var driver = MediaDriver.ByHand(new MediaDriverOptions
        {
            Network = Network.HostAt(address),
            Clock = Clock,
            FirstSessionId = firstSessionId,
            Random = new Random(_seed + (_drivers.Count * 1_000)),
        });
        _drivers.Add(driver);
        return driver;
    }

    /// <summary>The process of a driver is gone: it says nothing to anybody.</summary>
    public void Kill(MediaDriver driver) => _drivers.Remove(driver);

    public void Close(MediaDriver driver)
    {
        _drivers.Remove(driver);
        driver.Dispose();
    }

    /// <summary>One duty cycle of each, then time passes.</summary>
    public int Step(long nanos)
    {
        Application?.Invoke();
        var work = 0;
        foreach (var driver in _drivers) work += driver.DoWork();
        Clock.Advance(nanos);
        return work;
    }

    /// <summary>Lets time pass, in small steps while there is work.</summary>
    public void Run(long nanos)
    {
        var end = Clock.MonotonicNanos() + nanos;
        while (Clock.MonotonicNanos() < end) AdaptiveStep();
    }

    /// <summary>Until something is so. Fails when it is not within the limit of virtual time.</summary>
    public void RunUntil(Func<bool> condition, long limitNanos = 30 * Seconds)
    {
        var end = Clock.MonotonicNanos() + limitNanos;
        while (!condition())
        {
            Assert.True(Clock.MonotonicNanos() < end, $"It was not so within {limitNanos / Milliseconds} ms of virtual time (seed {_seed}).");
            AdaptiveStep();
        }
    }

    public static long Count(MediaDriver driver, string counter) => Find(driver, counter).Value;

    public void Dispose()
    {
        foreach (var driver in _drivers) driver.Dispose();
        _drivers.Clear();
    }

    private void AdaptiveStep() =>
        _stepNanos = Step(_stepNanos) > 0 ? StepNanosMin : Math.Min(_stepNanos * 2, StepNanosMax);

    private static Counter Find(MediaDriver driver, string counter) =>
        driver.Counters.Find($"media.{counter}") ?? throw new ArgumentException($"There is no counter '{counter}'.");
}
