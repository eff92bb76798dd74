using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Topology;

/// <summary>
/// The outputs are a function of the inputs, whatever thread, wait strategy and batch size made them.
/// </summary>
public sealed class DeterminismTests
{
    private const int Events = 6_000;

    // One output for each input, and one more for every third.
    private const long Outputs = Events + (Events / 3);

    private static readonly ulong _expected = DigestOfSteps();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1024)]
    public void Yielding_threads_give_the_same_outputs_as_steps(int maxBatchSize) =>
        Assert.Equal(_expected, DigestOfThreads(new YieldingWait(spins: 1), maxBatchSize));

    [Theory]
    [InlineData(1)]
    [InlineData(1024)]
    public void Adaptive_threads_give_the_same_outputs_as_steps(int maxBatchSize) =>
        Assert.Equal(_expected, DigestOfThreads(new AdaptiveWait(), maxBatchSize));

    [Theory]
    [InlineData(7)]
    public void Parking_threads_give_the_same_outputs_as_steps(int maxBatchSize) =>
        Assert.Equal(_expected, DigestOfThreads(new BackOffParkingWait(1, 1), maxBatchSize));

    [Fact]
    public void Spinning_threads_give_the_same_outputs_as_steps()
    {
        // Few events: five spinning threads on two cores wait for each other's time slices.
        const int Few = 60;
        Assert.Equal(DigestOfSteps(Few), DigestOfThreads(new BusySpinWait(), 8, Few));
    }

    [Fact]
    public void The_digest_can_differ() => Assert.NotEqual(_expected, DigestOfSteps(Events - 1));

    private static ulong DigestOfThreads<TWait>(TWait wait, int maxBatchSize, int events = Events)
        where TWait : struct, IWaitStrategy
    {
        var digest = 0UL;
        Watchdog.Guard(() =>
        {
            using var rings = new TwoRings<TWait>(wait, maxBatchSize);
            rings.Pipeline.Start();
            rings.Publish(0, events);
            Assert.True(rings.Pipeline.Drain(Watchdog.Limit));
            digest = Check(rings, events);
        });
        return digest;
    }

    private static ulong DigestOfSteps(int events = Events)
    {
        using var rings = new TwoRings<AdaptiveWait>(default);
        for (var value = 0; value < events; value++)
        {
            rings.Publish(value, 1);
            if (value % 7 == 0) rings.Pipeline.Step();
            if (value % 50 == 0) StepToEnd(rings);
        }
        StepToEnd(rings);
        return Check(rings, events);
    }

    private static void StepToEnd(TwoRings<AdaptiveWait> rings)
    {
        while (rings.Pipeline.Step() > 0)
        {
        }
    }

    private static ulong Check<TWait>(TwoRings<TWait> rings, int events)
        where TWait : struct, IWaitStrategy
    {
        Assert.Equal(events - 1, rings.Journal.LastSequence);
        if (events == Events) Assert.Equal(Outputs - 1, rings.Publisher.LastSequence);
        Assert.Equal(0, rings.Journal.GapCount + rings.Log.GapCount + rings.Publisher.GapCount);
        Assert.Equal(0, rings.Publisher.EarlyCount);
        Assert.Equal(rings.Log.Digest, rings.Publisher.Digest);
        return rings.Publisher.Digest;
    }
}
