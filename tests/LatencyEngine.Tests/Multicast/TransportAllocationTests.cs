using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Multicast.Subscribing;
using LatencyEngine.TestKit;
using LatencyEngine.Tests.Multicast.Simulation;

namespace LatencyEngine.Tests.Multicast;

/// <summary>Offering, claiming, polling and the duty cycles leave the managed heap alone.</summary>
public sealed class TransportAllocationTests
{
    private const string Unicast = "aeron:udp?endpoint=127.0.0.2:40123";

    [Theory]
    [InlineData(0.0, 100)]
    [InlineData(0.1, 100)]
    [InlineData(0.0, 4_000)]
    [InlineData(0.1, 4_000)]
    public void A_stream_allocates_nothing_once_warm(double loss, int messageBytes)
    {
        using var world = new SimulatedWorld(1, new LinkConditions { Loss = loss, Reordering = loss });
        var (sender, receiver) = (world.AddDriver("127.0.0.1"), world.AddDriver("127.0.0.2"));
        var publication = sender.AddPublication(Unicast + "|term-length=64k", 1001);
        var stream = new Stream(world, (sender, receiver), publication, receiver.AddSubscription(Unicast, 1001), messageBytes);
        for (var i = 0; i < 50_000; i++) stream.Cycle();
        Assert.True(stream.Count > 1_000);
        Allocation.AssertNone(stream.Cycle);
    }

    [Fact]
    public void A_group_with_a_spy_allocates_nothing_once_warm()
    {
        using var world = new SimulatedWorld(1, new LinkConditions { Loss = 0.05 });
        var (sender, receiver) = (world.AddDriver("127.0.0.1"), world.AddDriver("127.0.0.2"));
        var publication = sender.AddPublication("aeron:udp?endpoint=224.0.1.1:40456|interface=127.0.0.1|fc=min|term-length=64k", 1001);
        var subscription = receiver.AddSubscription("aeron:udp?endpoint=224.0.1.1:40456|interface=127.0.0.2", 1001);
        var spy = sender.AddSubscription("aeron-spy:aeron:udp?endpoint=224.0.1.1:40456|interface=127.0.0.1", 1001);
        var stream = new Stream(world, (sender, receiver), publication, subscription, 100) { Spy = spy };
        for (var i = 0; i < 50_000; i++) stream.Cycle();
        Assert.True(stream.Count > 1_000);
        Allocation.AssertNone(stream.Cycle);
    }

    private sealed class Stream(
        SimulatedWorld world, (MediaDriver Sender, MediaDriver Receiver) drivers,
        Publication publication, Subscription subscription, int messageBytes)
    {
        private readonly byte[] _message = new byte[messageBytes];
        private CountingHandler _handler;
        private CountingHandler _spied;

        public long Count => _handler.Count;

        public Subscription? Spy { get; init; }

        public void Cycle()
        {
            publication.Offer(_message);
            if (publication.TryClaim(40, out var claim) > 0) claim.Commit();
            drivers.Sender.DoWork();
            drivers.Receiver.DoWork();
            subscription.Poll(ref _handler, 10);
            Spy?.Poll(ref _spied, 100);
            world.Clock.Advance(20_000);
        }
    }

    private struct CountingHandler : IFragmentHandler
    {
        public long Count;

        public void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header) => Count++;
    }
}
