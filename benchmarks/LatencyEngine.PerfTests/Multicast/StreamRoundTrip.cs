using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Multicast.Subscribing;
using LatencyEngine.PerfTests.Trading;

namespace LatencyEngine.PerfTests.Multicast;

/// <summary>
/// A message there and back between two drivers over loopback: two threads that offer and poll, and the drivers either on
/// threads of their own or stepped by the two.
/// </summary>
internal sealed class StreamRoundTrip : IDisposable
{
    private const int MessageBytes = 64;
    private const int WarmUpRounds = 5_000;
    private const string There = "aeron:udp?endpoint=127.0.0.1:40783";
    private const string Back = "aeron:udp?endpoint=127.0.0.1:40784";

    private readonly bool _isByHand;
    private readonly MediaDriver _nearDriver;
    private readonly MediaDriver _farDriver;
    private readonly Publication _ping;
    private readonly Publication _pong;
    private readonly Subscription _pings;
    private readonly Subscription _pongs;
    private volatile bool _isOver;

    public StreamRoundTrip(bool isByHand)
    {
        _isByHand = isByHand;
        var options = new MediaDriverOptions { Idle = DriverIdle.BackOff };
        _nearDriver = Make(options with { Name = "near" });
        _farDriver = Make(options with { Name = "far" });
        _pings = _farDriver.AddSubscription(There, 1);
        _pongs = _nearDriver.AddSubscription(Back, 1);
        _ping = _nearDriver.AddPublication(There, 1);
        _pong = _farDriver.AddPublication(Back, 1);
    }

    /// <returns>Nanoseconds of each round trip, in order of length.</returns>
    public long[] Measure(int rounds)
    {
        var echo = new Thread(Echo) { IsBackground = true, Name = "echo" };
        echo.Start();
        while (!_ping.IsConnected || !_pong.IsConnected) Breathe(_nearDriver);
        var nanos = new long[rounds];
        var message = new byte[MessageBytes];
        for (var i = -WarmUpRounds; i < rounds; i++)
        {
            var started = Clock.NowNanos();
            while (_ping.Offer(message) < 0) Breathe(_nearDriver);
            var handler = default(Ignore);
            while (_pongs.Poll(ref handler, 1) == 0) Breathe(_nearDriver);
            if (i >= 0) nanos[i] = Clock.NowNanos() - started;
        }
        _isOver = true;
        echo.Join();
        Array.Sort(nanos);
        return nanos;
    }

    public void Dispose()
    {
        _ping.Dispose();
        _pong.Dispose();
        _nearDriver.Dispose();
        _farDriver.Dispose();
    }

    private MediaDriver Make(MediaDriverOptions options) => _isByHand ? MediaDriver.ByHand(options) : MediaDriver.Start(options);

    private void Echo()
    {
        var handler = new Return { Publication = _pong };
        while (!_isOver)
            if (_pings.Poll(ref handler, 1) == 0) Breathe(_farDriver);
    }

    private void Breathe(MediaDriver driver)
    {
        if (!_isByHand || driver.DoWork() == 0) Thread.Yield();
    }

    private struct Ignore : IFragmentHandler
    {
        public readonly void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header)
        {
        }
    }

    private struct Return : IFragmentHandler
    {
        public Publication Publication;

        public readonly void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header)
        {
            while (Publication.Offer(payload) < 0) Thread.Yield();
        }
    }
}
