using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Tests.Multicast.Simulation;

namespace LatencyEngine.Tests.Multicast;

/// <summary>Whom a publication waits for, and what becomes of those it does not wait for.</summary>
public sealed class SlowReaderTests
{
    private const long Ms = SimulatedWorld.Milliseconds;
    private const string SmallTerms = "|term-length=64k";

    [Fact]
    public void A_stalled_viewer_holds_up_nobody_and_comes_back_where_the_stream_is()
    {
        using var world = new SimulatedWorld();
        var publication = world.AddDriver("127.0.0.1").AddPublication(Group(1) + SmallTerms, 1001);
        var flow = MessageFlow.Small();
        var run = Run(world, publication, flow, [Group(2), Group(3)]);
        var (viewer, stalled) = (run.Readers[0], run.Readers[1]);
        var isStalled = true;
        world.Application = () =>
        {
            flow.Offer(publication);
            viewer.Poll();
            if (!isStalled) stalled.Poll();
        };
        world.Run(14 * SimulatedWorld.Seconds);
        Assert.True(flow.Next > 10_000);
        Assert.InRange(viewer.Last, flow.Next - 50, flow.Next);
        isStalled = false;
        world.RunUntil(() => stalled.Available.Count == 2, 2 * SimulatedWorld.Seconds);
        world.RunUntil(() => stalled.Unavailable.Count == 1);
        Assert.False(stalled.Unavailable[0].IsEndOfStream);
        var comesBack = flow.Next;
        world.RunUntil(() => stalled.Last > comesBack, 15 * SimulatedWorld.Seconds);
        Assert.True(stalled.Missed > 5_000);
        Assert.Equal(0, viewer.Missed);
        Assert.Single(viewer.Available);
    }

    [Fact]
    public void A_viewer_that_slept_beyond_the_window_joins_anew_as_soon_as_it_wakes()
    {
        using var world = new SimulatedWorld();
        var publication = world.AddDriver("127.0.0.1").AddPublication(Group(1) + SmallTerms, 1001);
        var flow = MessageFlow.Small();
        var run = Run(world, publication, flow, [Group(2), Group(3)]);
        var isAsleep = true;
        world.Application = () =>
        {
            flow.Offer(publication);
            run.Readers[0].Poll();
            if (!isAsleep) run.Readers[1].Poll();
        };
        world.Run(3 * SimulatedWorld.Seconds);
        isAsleep = false;
        var wokeAt = flow.Next;
        world.RunUntil(() => run.Readers[1].Last > wokeAt, 800 * Ms);
        Assert.Equal(2, run.Readers[1].Available.Count);
        Assert.Equal(0, run.Readers[0].Missed);
    }

    [Fact]
    public void A_short_stall_loses_nothing()
    {
        using var world = new SimulatedWorld();
        var publication = world.AddDriver("127.0.0.1").AddPublication(Group(1), 1001);
        var flow = MessageFlow.Small();
        var run = Run(world, publication, flow, [Group(2), Group(3)]);
        world.Application = () =>
        {
            flow.Offer(publication);
            run.Readers[0].Poll();
        };
        world.Run(300 * Ms);
        run.Deliver(flow.Next).AssertComplete(flow.Next);
    }

    [Fact]
    public void With_min_the_slowest_is_waited_for_until_it_is_silent()
    {
        using var world = new SimulatedWorld();
        var publication = world.AddDriver("127.0.0.1").AddPublication(Group(1) + "|fc=min" + SmallTerms, 1001);
        var drivers = new[] { world.AddDriver("127.0.0.2"), world.AddDriver("127.0.0.3") };
        var flow = MessageFlow.Small();
        var run = new DeliveryRun(
            world, publication, flow, [.. drivers.Select((driver, i) => driver.AddSubscription(Group(i + 2), 1001))]).Connect();
        world.Application = () =>
        {
            flow.OfferUpTo(publication, 100_000);
            run.Readers[0].Poll();
        };
        world.Run(2 * SimulatedWorld.Seconds);
        var held = flow.Next;
        world.Run(8 * SimulatedWorld.Seconds);
        Assert.Equal(held, flow.Next);
        Assert.Equal(2, publication.Describe().Receivers.Count);
        world.Kill(drivers[1]);
        world.RunUntil(() => flow.Next > held, 5_300 * Ms);
        world.RunUntil(() => run.Readers[0].Last > held + 1_000);
        Assert.Equal(0, run.Readers[0].Missed);
    }

    [Fact]
    public void With_a_group_size_nothing_goes_before_all_are_there()
    {
        using var world = new SimulatedWorld();
        var publication = world.AddDriver("127.0.0.1").AddPublication(Group(1) + "|fc=min,g:/2,t:1s", 1001);
        var first = new CheckingReader(world.AddDriver("127.0.0.2").AddSubscription(Group(2), 1001), MessageFlow.Small());
        world.Application = () => first.Poll();
        world.Run(2 * SimulatedWorld.Seconds);
        Assert.Single(first.Available);
        Assert.False(publication.IsConnected);
        var second = world.AddDriver("127.0.0.3");
        GC.KeepAlive(second.AddSubscription(Group(3), 1001));
        world.RunUntil(() => publication.IsConnected, SimulatedWorld.Seconds);
        world.Kill(second);
        world.RunUntil(() => !publication.IsConnected, 1_300 * Ms);
    }

    [Fact]
    public void With_tags_only_those_who_carry_it_are_waited_for()
    {
        using var world = new SimulatedWorld();
        var publication = world.AddDriver("127.0.0.1").AddPublication(Group(1) + "|fc=tagged,g:77/1" + SmallTerms, 1001);
        var flow = MessageFlow.Small();
        var run = Run(world, publication, flow, [Group(2) + "|gtag=77", Group(3)]);
        world.Application = () =>
        {
            flow.OfferUpTo(publication, 10_000);
            run.Readers[0].Poll();
        };
        world.RunUntil(() => run.Readers[0].Last == 9_999);
        world.Application = () =>
        {
            flow.OfferUpTo(publication, 20_000);
            run.Readers[1].Poll();
        };
        world.Run(2 * SimulatedWorld.Seconds);
        Assert.True(flow.Next < 12_000);
    }

    [Fact]
    public void A_receiver_that_was_behind_is_waited_for_once_it_has_caught_up()
    {
        var flow = new FlowControl(new() { Kind = LatencyEngine.Multicast.Channels.FlowControlKind.Min }, 0);
        flow.OnStatus(1, 10_000, 1_000, null, 0);
        flow.OnStatus(2, 5_000, 1_000, null, 0);
        Assert.Equal((11_000L, 1), (flow.Limit, flow.Receivers.CountedCount));
        flow.OnStatus(2, 10_500, 1_000, null, 0);
        Assert.Equal(2, flow.Receivers.CountedCount);
        flow.OnStatus(1, 12_000, 1_000, null, 0);
        Assert.Equal(11_500, flow.Limit);
        flow.OnTime(6_000_000_000);
        Assert.Equal((0, 0), (flow.Receivers.Count, flow.Receivers.CountedCount));
    }

    [Fact]
    public void A_receiver_that_loses_its_tag_is_no_longer_waited_for()
    {
        var flow = new FlowControl(new() { Kind = LatencyEngine.Multicast.Channels.FlowControlKind.Tagged, GroupTag = 7 }, 0);
        flow.OnStatus(1, 0, 1_000, 7, 0);
        flow.OnStatus(1, 100, 1_000, null, 0);
        Assert.Equal((1_100L, 0), (flow.Limit, flow.Receivers.CountedCount));
        flow.OnLeaving(1);
        Assert.Equal((0, 0), (flow.Receivers.Count, flow.Receivers.CountedCount));
    }

    [Fact]
    public void An_untethered_subscription_is_cut_off_rests_and_comes_back()
    {
        using var world = new SimulatedWorld();
        var publication = world.AddDriver("127.0.0.1").AddPublication(Unicast + SmallTerms, 1001);
        var receiver = world.AddDriver("127.0.0.2");
        var flow = MessageFlow.Small();
        var run = new DeliveryRun(
            world, publication, flow, receiver.AddSubscription(Unicast, 1001),
            receiver.AddSubscription(Unicast + "|tether=false", 1001)).Connect();
        var loose = run.Readers[1];
        var isStalled = true;
        world.Application = () =>
        {
            flow.OfferUpTo(publication, 1_000_000);
            run.Readers[0].Poll();
            if (!isStalled) loose.Poll();
        };
        world.Run(4 * SimulatedWorld.Seconds);
        var held = flow.Next;
        world.Application += () => Assert.True(flow.Next < 900_000);
        world.RunUntil(() => flow.Next > held + 1_000, 3 * SimulatedWorld.Seconds);
        isStalled = false;
        world.RunUntil(() => loose.Unavailable.Count == 1, 100 * Ms);
        world.Application = () =>
        {
            run.Readers[0].Poll();
            loose.Poll();
        };
        world.RunUntil(() => loose.Available.Count == 2, 11 * SimulatedWorld.Seconds);
        run.Deliver(flow.Next + 100);
        Assert.Equal(0, run.Readers[0].Missed);
        Assert.InRange(loose.First, held, flow.Next);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    public void Spies_read_what_goes_out(double loss)
    {
        using var world = new SimulatedWorld(2, new LinkConditions { Loss = loss });
        var sender = world.AddDriver("127.0.0.1");
        var publication = sender.AddPublication(Unicast + SmallTerms, 1001);
        var subscription = world.AddDriver("127.0.0.2").AddSubscription(Unicast, 1001);
        var spy = sender.AddSubscription("aeron-spy:" + Unicast, 1001);
        new DeliveryRun(world, publication, MessageFlow.Mixed(), subscription, spy).Connect().Deliver(1_000).AssertComplete(1_000);
        publication.Dispose();
        world.RunUntil(() => spy.Images.Count == 0 && subscription.Images.Count == 0);
    }

    [Fact]
    public void A_spy_alone_connects_nothing_unless_the_channel_says_so()
    {
        using var world = new SimulatedWorld();
        var sender = world.AddDriver("127.0.0.1");
        var publication = sender.AddPublication(Unicast, 1001);
        var spy = sender.AddSubscription("aeron-spy:" + Unicast, 1001);
        world.Application = () => new CheckingReader(spy, MessageFlow.Small()).Poll();
        world.Run(SimulatedWorld.Seconds);
        Assert.False(publication.IsConnected);
        var simulated = sender.AddPublication(Unicast + "|ssc=true" + SmallTerms, 1002);
        var reader = sender.AddSubscription("aeron-spy:" + Unicast, 1002);
        new DeliveryRun(world, simulated, MessageFlow.Mixed(), reader).Connect().Deliver(5_000).AssertComplete(5_000);
    }

    [Fact]
    public void A_receiver_joins_a_stream_that_spies_have_kept_alive()
    {
        using var world = new SimulatedWorld();
        var sender = world.AddDriver("127.0.0.1");
        var publication = sender.AddPublication(Unicast + "|ssc=true" + SmallTerms, 1001);
        var flow = MessageFlow.Mixed();
        var spy = new DeliveryRun(world, publication, flow, sender.AddSubscription("aeron-spy:" + Unicast, 1001)).Connect().Deliver(1_000);
        var late = new CheckingReader(world.AddDriver("127.0.0.2").AddSubscription(Unicast, 1001), flow);
        world.Application = () =>
        {
            late.Poll();
            spy.Readers[0].Poll();
        };
        world.RunUntil(() => late.Available.Count == 1, SimulatedWorld.Seconds);
        world.Application += () => flow.OfferUpTo(publication, 2_000);
        world.RunUntil(() => late.Last == 1_999 && spy.Readers[0].Last == 1_999);
        Assert.Equal(1_000, late.First);
        Assert.Equal(0, late.Missed);
        spy.AssertComplete(2_000);
    }

    [Fact]
    public void Without_repair_losses_are_passed_over()
    {
        using var world = new SimulatedWorld(6, new LinkConditions { Loss = 0.05, Reordering = 0.05 });
        var publication = world.AddDriver("127.0.0.1").AddPublication(Unicast + SmallTerms, 1001);
        var receiver = world.AddDriver("127.0.0.2");
        var flow = MessageFlow.Mixed();
        var run = new DeliveryRun(world, publication, flow, receiver.AddSubscription(Unicast + "|reliable=false", 1001)).Connect();
        world.Application = () =>
        {
            flow.OfferUpTo(publication, 3_000);
            run.Readers[0].Poll();
        };
        world.RunUntil(() => flow.Next == 3_000);
        world.Run(SimulatedWorld.Seconds);
        Assert.InRange(run.Readers[0].Count, 1_500, 2_990);
        Assert.Equal(0, SimulatedWorld.Count(receiver, "naks-sent"));
        Assert.True(SimulatedWorld.Count(receiver, "gaps-filled") > 10);
    }

    private const string Unicast = "aeron:udp?endpoint=127.0.0.2:40123";

    private static DeliveryRun Run(SimulatedWorld world, Publication publication, MessageFlow flow, string[] channels) =>
        new DeliveryRun(world, publication, flow, [.. channels.Select((channel, i) =>
            world.AddDriver($"127.0.0.{i + 2}").AddSubscription(channel, 1001))]).Connect();

    private static string Group(int host) => $"aeron:udp?endpoint=224.0.1.1:40456|interface=127.0.0.{host}";
}
