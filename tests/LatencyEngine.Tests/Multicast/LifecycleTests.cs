using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Tests.Multicast.Simulation;

namespace LatencyEngine.Tests.Multicast;

/// <summary>Coming late, leaving, restarts, partitions, and ends.</summary>
public sealed class LifecycleTests
{
    private const string Channel = "aeron:udp?endpoint=127.0.0.2:40123";
    private const string SmallTerms = "|term-length=64k";

    [Fact]
    public void A_late_joiner_begins_where_the_stream_is()
    {
        using var world = new SimulatedWorld();
        var publication = world.AddDriver("127.0.0.1").AddPublication(Group(1), 1001);
        var first = world.AddDriver("127.0.0.2").AddSubscription(Group(2), 1001);
        var flow = MessageFlow.Mixed();
        var run = new DeliveryRun(world, publication, flow, first).Connect().Deliver(300);
        var late = new CheckingReader(world.AddDriver("127.0.0.3").AddSubscription(Group(3), 1001), flow);
        world.Application = () => late.Poll();
        world.RunUntil(() => late.Available.Count == 1, 500 * SimulatedWorld.Milliseconds);
        Assert.Equal(publication.Position, late.Available[0].JoinPosition);
        world.Application = () =>
        {
            flow.OfferUpTo(publication, 600);
            late.Poll();
            run.Readers[0].Poll();
        };
        world.RunUntil(() => late.Last == 599 && run.Readers[0].Last == 599);
        Assert.Equal(300, late.First);
        Assert.Equal(300, late.Count);
        run.AssertComplete(600);
    }

    [Fact]
    public void A_second_subscription_of_the_same_driver_joins_at_once()
    {
        using var world = new SimulatedWorld();
        var publication = world.AddDriver("127.0.0.1").AddPublication(Channel, 1001);
        var receiver = world.AddDriver("127.0.0.2");
        var flow = MessageFlow.Small();
        var run = new DeliveryRun(world, publication, flow, receiver.AddSubscription(Channel, 1001)).Connect().Deliver(10);
        Assert.Equal(2, world.Network.OpenSockets);
        var second = new CheckingReader(receiver.AddSubscription(Channel, 1001), flow);
        world.Application = () => second.Poll();
        world.RunUntil(() => second.Available.Count == 1, 5 * SimulatedWorld.Milliseconds);
        Assert.Equal(2, world.Network.OpenSockets);
        flow.OfferUpTo(publication, 20);
        world.RunUntil(() => second.Last == 19);
        Assert.Equal(10, second.First);
        GC.KeepAlive(run);
    }

    [Fact]
    public void A_restarted_publisher_is_a_new_image_beside_the_old_one()
    {
        using var world = new SimulatedWorld();
        var before = world.AddDriver("127.0.0.1", firstSessionId: 20_000);
        var publication = before.AddPublication(Channel, 1001);
        var flow = MessageFlow.Small();
        var run = new DeliveryRun(world, publication, flow, world.AddDriver("127.0.0.2").AddSubscription(Channel, 1001)).Connect().Deliver(50);
        world.Kill(before);
        var again = world.AddDriver("127.0.0.3", firstSessionId: 30_000).AddPublication(Channel, 1001);
        var reader = run.Readers[0];
        world.Application = () =>
        {
            flow.OfferUpTo(again, 100);
            reader.Poll();
        };
        world.RunUntil(() => reader.Last == 99);
        Assert.Equal(2, reader.Available.Count);
        Assert.Equal(100, reader.Count);
        world.RunUntil(() => reader.Unavailable.Count == 1, 12 * SimulatedWorld.Seconds);
        Assert.False(reader.Unavailable[0].IsEndOfStream);
        Assert.Equal(publication.SessionId, reader.Unavailable[0].SessionId);
    }

    [Fact]
    public void A_restarted_subscriber_joins_again()
    {
        using var world = new SimulatedWorld();
        var publication = world.AddDriver("127.0.0.1").AddPublication(Group(1), 1001);
        var before = world.AddDriver("127.0.0.2");
        var flow = MessageFlow.Small();
        new DeliveryRun(world, publication, flow, before.AddSubscription(Group(2), 1001)).Connect().Deliver(50);
        world.Kill(before);
        var reader = new CheckingReader(world.AddDriver("127.0.0.3").AddSubscription(Group(3), 1001), flow);
        world.Application = () =>
        {
            if (reader.Available.Count > 0) flow.OfferUpTo(publication, 100);
            reader.Poll();
        };
        world.RunUntil(() => reader.Last == 99, SimulatedWorld.Seconds);
        Assert.Equal(50, reader.First);
    }

    [Fact]
    public void Without_status_for_five_seconds_offers_fail_and_the_stream_goes_on_afterwards()
    {
        using var world = new SimulatedWorld();
        var publication = world.AddDriver("127.0.0.1").AddPublication(Channel, 1001);
        var flow = MessageFlow.Small();
        var run = new DeliveryRun(world, publication, flow, world.AddDriver("127.0.0.2").AddSubscription(Channel, 1001)).Connect().Deliver(50);
        world.Network.Cut("127.0.0.1", "127.0.0.2");
        world.Run(4_500 * SimulatedWorld.Milliseconds);
        Assert.True(publication.IsConnected);
        world.RunUntil(() => !publication.IsConnected, 700 * SimulatedWorld.Milliseconds);
        world.Step(1);
        var position = publication.Position;
        Assert.Equal(OfferResult.NotConnected, publication.Offer(flow.Compose(50)));
        Assert.Equal(position, publication.Position);
        world.Run(2 * SimulatedWorld.Seconds);
        world.Network.Heal();
        run.Connect().Deliver(100).AssertComplete(100);
    }

    [Fact]
    public void A_partition_longer_than_the_liveness_ends_the_image_and_another_follows()
    {
        using var world = new SimulatedWorld();
        var publication = world.AddDriver("127.0.0.1").AddPublication(Channel, 1001);
        var flow = MessageFlow.Small();
        var run = new DeliveryRun(world, publication, flow, world.AddDriver("127.0.0.2").AddSubscription(Channel, 1001)).Connect().Deliver(50);
        var reader = run.Readers[0];
        world.Network.Cut("127.0.0.1", "127.0.0.2");
        world.Run(9 * SimulatedWorld.Seconds);
        Assert.Empty(reader.Unavailable);
        world.RunUntil(() => reader.Unavailable.Count == 1, 2 * SimulatedWorld.Seconds);
        Assert.False(reader.Unavailable[0].IsEndOfStream);
        world.Network.Heal();
        run.Connect().Deliver(100);
        Assert.Equal(2, reader.Available.Count);
        Assert.Equal(100, reader.Count);
    }

    [Fact]
    public void With_rejoin_false_a_lost_publication_stays_away()
    {
        using var world = new SimulatedWorld();
        var publication = world.AddDriver("127.0.0.1").AddPublication(Channel, 1001);
        var flow = MessageFlow.Small();
        var subscription = world.AddDriver("127.0.0.2").AddSubscription(Channel + "|rejoin=false", 1001);
        var run = new DeliveryRun(world, publication, flow, subscription).Connect().Deliver(5);
        world.Network.Cut("127.0.0.1", "127.0.0.2");
        world.RunUntil(() => run.Readers[0].Unavailable.Count == 1);
        world.Network.Heal();
        world.Run(10 * SimulatedWorld.Seconds);
        Assert.Single(run.Readers[0].Available);
        Assert.False(publication.IsConnected);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    public void Closing_drains_to_a_slow_reader_and_tells_the_end(double loss)
    {
        using var world = new SimulatedWorld(4, new LinkConditions { Loss = loss });
        var publication = world.AddDriver("127.0.0.1").AddPublication(Channel + SmallTerms, 1001);
        var flow = new MessageFlow(_ => 1_000);
        var run = new DeliveryRun(world, publication, flow, world.AddDriver("127.0.0.2").AddSubscription(Channel, 1001)).Connect();
        var reader = run.Readers[0];
        world.Application = null;
        world.Step(1);
        while (flow.Offer(publication) >= 0) world.Step(20_000);
        var count = flow.Next;
        Assert.True(count > 50);
        publication.Dispose();
        Assert.Equal(OfferResult.Closed, publication.Offer(flow.Compose(count)));
        var pollNanos = 0L;
        world.Application = () =>
        {
            if (world.Clock.MonotonicNanos() < pollNanos) return;
            pollNanos = world.Clock.MonotonicNanos() + (200 * SimulatedWorld.Milliseconds);
            reader.Poll(fragmentLimit: 1);
        };
        world.RunUntil(() => reader.Count == count, 60 * SimulatedWorld.Seconds);
        world.RunUntil(() => reader.Unavailable.Count == 1, 2 * SimulatedWorld.Seconds);
        Assert.True(reader.Unavailable[0].IsEndOfStream);
    }

    [Fact]
    public void A_claim_that_is_never_committed_does_not_keep_the_stream_open()
    {
        using var world = new SimulatedWorld();
        var sender = world.AddDriver("127.0.0.1");
        var publication = sender.AddPublication(Channel, 1001);
        var spy = new CheckingReader(sender.AddSubscription("aeron-spy:" + Channel, 1001), MessageFlow.Small());
        var run = new DeliveryRun(world, publication, MessageFlow.Small(), world.AddDriver("127.0.0.2").AddSubscription(Channel, 1001)).Connect().Deliver(5);
        Assert.True(publication.TryClaim(10, out _) > 0);
        publication.Dispose();
        world.Application = () =>
        {
            spy.Poll();
            run.Readers[0].Poll();
        };
        world.RunUntil(() => run.Readers[0].Unavailable.Count == 1 && spy.Unavailable.Count == 1, 20 * SimulatedWorld.Seconds);
        Assert.Equal(5, run.Readers[0].Count);
        world.RunUntil(() => sender.DescribePublications().Count == 0);
    }

    [Fact]
    public void Sockets_are_closed_when_nobody_uses_them()
    {
        using var world = new SimulatedWorld();
        var sender = world.AddDriver("127.0.0.1");
        var receiver = world.AddDriver("127.0.0.2");
        var publications = new[] { 1, 2 }.Select(stream => sender.AddPublication(Channel, stream)).ToArray();
        var subscriptions = new[] { 1, 2 }.Select(stream => receiver.AddSubscription(Channel, stream)).ToArray();
        world.Run(SimulatedWorld.Seconds);
        Assert.Equal(2, world.Network.OpenSockets);
        publications[0].Dispose();
        subscriptions[0].Dispose();
        world.Run(10 * SimulatedWorld.Seconds);
        Assert.Equal(2, world.Network.OpenSockets);
        publications[1].Dispose();
        subscriptions[1].Dispose();
        world.RunUntil(() => world.Network.OpenSockets == 0, 20 * SimulatedWorld.Seconds);
        GC.KeepAlive(sender.AddPublication(Channel, 3));
        Assert.Equal(1, world.Network.OpenSockets);
    }

    [Fact]
    public void A_closed_subscription_says_so_and_the_publication_is_not_connected()
    {
        using var world = new SimulatedWorld();
        var publication = world.AddDriver("127.0.0.1").AddPublication(Channel, 1001);
        var subscription = world.AddDriver("127.0.0.2").AddSubscription(Channel, 1001);
        new DeliveryRun(world, publication, MessageFlow.Small(), subscription).Connect().Deliver(3);
        subscription.Dispose();
        world.Application = null;
        world.RunUntil(() => !publication.IsConnected, SimulatedWorld.Seconds);
    }

    [Fact]
    public void A_closed_driver_takes_nothing_and_tells_its_peers()
    {
        using var world = new SimulatedWorld();
        var sender = world.AddDriver("127.0.0.1");
        var receiver = world.AddDriver("127.0.0.2");
        var publication = sender.AddPublication(Channel, 1001);
        new DeliveryRun(world, publication, MessageFlow.Small(), receiver.AddSubscription(Channel, 1001)).Connect().Deliver(3);
        world.Close(receiver);
        world.Application = null;
        world.RunUntil(() => !publication.IsConnected, 100 * SimulatedWorld.Milliseconds);
        world.Close(sender);
        Assert.Equal(OfferResult.Closed, publication.Offer([1]));
        Assert.False(publication.IsConnected);
        Assert.Equal(0, world.Network.OpenSockets);
        Assert.Throws<ObjectDisposedException>(() => sender.AddPublication(Channel, 1));
    }

    [Fact]
    public void A_session_id_that_is_taken_is_refused_and_harms_nobody()
    {
        using var world = new SimulatedWorld();
        var sender = world.AddDriver("127.0.0.1");
        var publication = sender.AddPublication(Channel + "|session-id=7", 1001);
        var thrown = Assert.Throws<LatencyEngine.Multicast.Channels.ChannelException>(
            () => sender.AddPublication(Channel + "|session-id=7", 1001));
        Assert.Contains("session-id=7", thrown.Message, StringComparison.Ordinal);
        using var other = sender.AddPublication(Channel + "|session-id=7", 1002);
        var subscription = world.AddDriver("127.0.0.2").AddSubscription(Channel, 1001);
        new DeliveryRun(world, publication, MessageFlow.Small(), subscription).Connect().Deliver(10).AssertComplete(10);
        publication.Dispose();
        world.RunUntil(() => sender.DescribePublications().Count == 1, 10 * SimulatedWorld.Seconds);
        GC.KeepAlive(sender.AddPublication(Channel + "|session-id=7", 1001));
    }

    [Fact]
    public void The_last_term_ends_with_a_refusal()
    {
        using var world = new SimulatedWorld();
        const string start = "|init-term-id=5|term-id=-2147483644|term-offset=63488";
        var publication = world.AddDriver("127.0.0.1").AddPublication(Channel + SmallTerms + start, 1001);
        var subscription = world.AddDriver("127.0.0.2").AddSubscription(Channel, 1001);
        var flow = new MessageFlow(_ => 256 - 32);
        var run = new DeliveryRun(world, publication, flow, subscription).Connect().Deliver(8);
        Assert.Equal(OfferResult.MaxPositionExceeded, flow.Offer(publication));
        Assert.Equal(65_536L << 31, publication.Position);
        run.AssertComplete(8);
    }

    [Fact]
    public void A_destination_can_be_taken_away_and_added_again()
    {
        using var world = new SimulatedWorld();
        var publication = world.AddDriver("127.0.0.1").AddPublication(Channel, 1001);
        var receiver = world.AddDriver("127.0.0.2");
        var subscription = receiver.AddSubscription("aeron:udp?control-mode=manual", 1001);
        subscription.AddDestination(Channel);
        var run = new DeliveryRun(world, publication, MessageFlow.Small(), subscription).Connect().Deliver(5);
        subscription.RemoveDestination(Channel);
        subscription.AddDestination(Channel);
        run.Connect().Deliver(10).AssertComplete(10);
        subscription.RemoveDestination(Channel);
        world.RunUntil(() => world.Network.OpenSockets == 1);
        Assert.Throws<LatencyEngine.Multicast.Channels.ChannelException>(() => subscription.AddDestination("aeron:udp?endpoint=nowhere"));
    }

    [Fact]
    public void A_destination_at_an_address_of_another_subscription_is_refused()
    {
        using var world = new SimulatedWorld();
        var receiver = world.AddDriver("127.0.0.2");
        GC.KeepAlive(receiver.AddSubscription(Channel, 1001));
        var several = receiver.AddSubscription("aeron:udp?control-mode=manual", 1001);
        Assert.Throws<LatencyEngine.Multicast.Channels.ChannelException>(() => several.AddDestination(Channel));
    }

    private static string Group(int host) => $"aeron:udp?endpoint=224.0.1.1:40456|interface=127.0.0.{host}";
}
