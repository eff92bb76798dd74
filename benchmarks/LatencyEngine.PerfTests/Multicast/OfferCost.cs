using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Multicast.Subscribing;
using LatencyEngine.PerfTests.Trading;

namespace LatencyEngine.PerfTests.Multicast;

/// <summary>
/// What it costs a thread to publish an event to so many listeners of a group, each with a driver and a socket of its
/// own. Offered in bursts that fit into the window, as an engine does that is not at its limit; between bursts the
/// drivers are stepped until everybody has everything.
/// </summary>
internal sealed class OfferCost : IDisposable
{
    private const string Channel = "aeron:udp?endpoint=224.0.77.9:40785|interface=127.0.0.1|term-length=1m|rcv-wnd=256k|so-rcvbuf=1m";
    private const int StreamId = 1;
    private const int MessageBytes = 96;
    private const int BurstMessages = 512;

    private readonly MediaDriver _sending = MediaDriver.ByHand(new MediaDriverOptions { Name = "sending" });
    private readonly List<(MediaDriver Driver, Subscription Subscription)> _viewers = [];
    private readonly Publication _publication;

    public OfferCost(int viewers)
    {
        _publication = _sending.AddPublication(Channel, StreamId);
        for (var i = 0; i < viewers; i++)
        {
            var driver = MediaDriver.ByHand(new MediaDriverOptions { Name = $"viewer{i}" });
            _viewers.Add((driver, driver.AddSubscription(Channel, StreamId)));
        }
        while (_viewers.Any(viewer => !viewer.Subscription.IsConnected)) Step();
    }

    /// <returns>Nanoseconds an event, of each burst, and bytes allocated by all of them.</returns>
    public (double[] Nanos, long AllocatedBytes) Measure(int bursts)
    {
        var nanos = new double[bursts];
        var message = new byte[MessageBytes];
        long allocated = 0;
        for (var i = 0; i < bursts; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Clock.NowNanos();
            for (var k = 0; k < BurstMessages; k++) _publication.Offer(message, k);
            nanos[i] = (double)(Clock.NowNanos() - started) / BurstMessages;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            while (_viewers.Any(viewer => viewer.Subscription.Images[0].Position < _publication.Position)) Step();
        }
        return (nanos, allocated);
    }

    public void Dispose()
    {
        _publication.Dispose();
        foreach (var (driver, subscription) in _viewers)
        {
            subscription.Dispose();
            driver.Dispose();
        }
        _sending.Dispose();
    }

    private void Step()
    {
        _sending.DoWork();
        var handler = default(Ignore);
        foreach (var (driver, subscription) in _viewers)
        {
            driver.DoWork();
            subscription.Poll(ref handler, BurstMessages);
        }
    }

    private struct Ignore : IFragmentHandler
    {
        public readonly void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header)
        {
        }
    }
}
