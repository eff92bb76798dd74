using System.Diagnostics;
using LatencyEngine.Viewer.Following;
using LatencyEngine.Viewer.Projection;

namespace LatencyEngine.IntegrationTests.Streams;

/// <summary>Viewers of an engine over real multicast on loopback, each with a media driver of its own.</summary>
public sealed class StreamingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _channel = PublishingEngine.NewChannel();

    [Fact]
    public void Two_viewers_see_what_an_engine_does()
    {
        using var engine = Engine(instruments: 3);
        using var first = Connect();
        using var second = Connect();
        Await(engine, () => IsLive(first) && IsLive(second), first, second);
        for (var order = 1UL; order <= 100; order++) engine.Accept(order, quantity: (long)order);
        engine.Quote(2, bid: 7_000_000_000);
        Await(engine, () => HasAll(first) && HasAll(second), first, second);
        Assert.Equal((0, 0), (first.Follower.Gaps, second.Follower.Gaps));

        static bool HasAll(EngineViewer viewer) =>
            viewer.View.Orders.Live.Count == 100 && BidOf(viewer.View, 2) == 7_000_000_000;
    }

    [Fact]
    public void A_late_viewer_of_9000_instruments_has_all_of_them()
    {
        using var engine = Engine(instruments: 9_000);
        for (var id = 1u; id <= 9_000; id++) engine.Quote(id, bid: id * 1_000_000_000L);
        for (var order = 1UL; order <= 1_000; order++) engine.Accept(order, quantity: 1);
        using var viewer = Connect();
        Await(engine, () => IsLive(viewer), viewer);
        var view = viewer.View;
        Assert.Equal((9_000, 1_000), (view.Instruments.Count, view.Orders.Live.Count));
        for (var id = 1u; id <= 9_000; id++) Assert.Equal(id * 1_000_000_000L, BidOf(view, id));
    }

    [Fact]
    public void A_viewer_may_go_and_another_come_at_any_time()
    {
        using var engine = Engine(instruments: 3);
        using var stays = Connect();
        var goes = Connect();
        Await(engine, () => IsLive(stays) && IsLive(goes), stays, goes);
        goes.Dispose();
        engine.Accept(1, quantity: 5);
        using var comes = Connect();
        Await(engine, () => IsLive(comes) && stays.View.Orders.Live.Count == 1, stays, comes);
        Assert.Equal((1, 0), (comes.View.Orders.Live.Count, stays.Follower.Gaps));
    }

    [Fact]
    public void A_viewer_that_slept_is_whole_again_and_the_other_one_never_noticed()
    {
        using var engine = Engine(instruments: 3);
        using var awake = Connect();
        using var asleep = Connect();
        Await(engine, () => IsLive(awake) && IsLive(asleep), awake, asleep);
        // Far more than the window of a receiver, so that the one that does not poll is left behind.
        var order = 0UL;
        Await(
            engine,
            () =>
            {
                for (var i = 0; i < 100 && order < 16_000; i++) engine.Accept(++order, quantity: 1);
                return awake.View.Orders.Live.Count == 16_000;
            },
            awake);
        Await(engine, () => IsLive(asleep) && asleep.View.Orders.Live.Count == 16_000, awake, asleep);
        Assert.Equal(16_000, awake.View.Orders.Live.Count);
    }

    [Fact]
    public void An_engine_that_starts_again_is_followed()
    {
        using var viewer = Connect();
        int? before;
        using (var engine = Engine(instruments: 3))
        {
            Await(engine, () => IsLive(viewer), viewer);
            before = viewer.Follower.EventsSessionId;
        }

        using var again = Engine(instruments: 2);
        again.Accept(1, quantity: 5);
        Await(again, () => IsLive(viewer) && viewer.Follower.EventsSessionId != before, viewer);
        Assert.Equal((2, 1), (viewer.View.Instruments.Count, viewer.View.Orders.Live.Count));
    }

    [Fact]
    public void Who_wants_every_update_gets_it()
    {
        var quotes = 0;
        using var engine = Engine(instruments: 1);
        using var viewer = Connect(new FollowerOptions
        {
            Market = MarketStream.EveryUpdate,
            Observer = (streamId, _) => quotes += streamId == Viewer.Contract.StreamIds.Market ? 1 : 0,
        });
        Await(engine, () => IsLive(viewer), viewer);
        var bid = 0L;
        Await(
            engine,
            () =>
            {
                if (bid < 200_000_000_000) engine.Quote(1, bid += 1_000_000_000);
                return BidOf(viewer.View, 1) == 200_000_000_000;
            },
            viewer);
        Assert.InRange(quotes, 100, 200);
    }

    private static bool IsLive(EngineViewer viewer) => viewer.State == ViewerState.Live;

    private static long? BidOf(EngineView view, uint id) => view.Instruments.TryGet(id, out var row) ? row.Market.BidPrice : null;

    private static void Await(PublishingEngine engine, Func<bool> isThere, params EngineViewer[] viewers)
    {
        var watch = Stopwatch.StartNew();
        while (!isThere())
        {
            Assert.True(watch.Elapsed < Patience, string.Join("; ", viewers.Select(Describe)));
            engine.Step();
            var taken = viewers.Sum(viewer => viewer.Poll());
            if (taken == 0) Thread.Sleep(1);
        }
    }

    private static string Describe(EngineViewer viewer) =>
        $"{viewer.State}, {viewer.View.Instruments.Count} instruments, {viewer.View.Orders.Live.Count} orders, "
        + $"{viewer.Follower.Gaps} gaps, {viewer.Follower.SnapshotsGivenUp} snapshots given up, sequence {viewer.Follower.EventsSequence}";

    private PublishingEngine Engine(uint instruments)
    {
        var engine = new PublishingEngine(_channel);
        for (var id = 1u; id <= instruments; id++) engine.Define(id);
        return engine;
    }

    private EngineViewer Connect(FollowerOptions? following = null) =>
        EngineViewer.Connect(new ViewerOptions { Channel = _channel, Following = following ?? new FollowerOptions() });
}
