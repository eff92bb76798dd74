using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Tests.Streams;
using LatencyEngine.Viewer.Contract;
using LatencyEngine.Viewer.Following;

namespace LatencyEngine.Tests.Viewer.Following;

/// <summary>A viewer without sockets, fed with what an engine sends and with what a network makes of it.</summary>
public sealed class EngineFollowerTests
{
    private static readonly FollowerOptions Options = new() { Limits = StreamedEngine.Small };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Fact]
    public void Joins_late_with_a_snapshot_and_what_follows_it()
    {
        var world = new World(seed: 1);
        world.Run(300, listens: false);
        Assert.Equal(ViewerState.Searching, world.Follower.State);
        world.Run(50);
        world.AssertSame();
        Assert.Equal((1, 0, 0), (world.Follower.Synchronizations, world.Follower.Resynchronizations, world.Follower.Gaps));
    }

    [Fact]
    public void Waits_for_a_snapshot_that_reaches_up_to_what_it_has_heard()
    {
        var engine = new StreamedEngine();
        var follower = new EngineFollower(Options, engine.Clock);
        engine.Pass(StreamedEngine.Millisecond);
        var early = engine.Snapshots.Sent.ToArray();
        engine.Pass(300 * StreamedEngine.Millisecond);
        engine.Pass(300 * StreamedEngine.Millisecond);
        var heard = engine.Events.Sent[^1];
        follower.OnMessage(heard.StreamId, heard.SessionId, heard.ReservedValue, heard.Bytes);
        Assert.Equal(ViewerState.Joining, follower.State);
        foreach (var sent in early) follower.OnMessage(sent.StreamId, sent.SessionId, sent.ReservedValue, sent.Bytes);
        Assert.Equal(ViewerState.Joining, follower.State);
        engine.Pass(300 * StreamedEngine.Millisecond);
        foreach (var sent in engine.Snapshots.Sent) follower.OnMessage(sent.StreamId, sent.SessionId, sent.ReservedValue, sent.Bytes);
        Assert.Equal(ViewerState.Live, follower.State);
    }

    [Fact]
    public void A_gap_is_found_and_made_up_for_by_the_next_snapshot()
    {
        var world = new World(seed: 2);
        world.Run(100);
        world.DropNext(StreamIds.Events);
        world.Run(200);
        world.AssertSame();
        Assert.Equal((1, 1), (world.Follower.Gaps, world.Follower.Resynchronizations));
    }

    [Fact]
    public void A_loss_of_conflated_data_is_made_up_for_too()
    {
        var world = new World(seed: 3);
        world.Run(100);
        world.DropNext(StreamIds.Conflated);
        world.Run(200);
        world.AssertSame();
        Assert.Equal(1, world.Follower.Resynchronizations);
    }

    [Fact]
    public void A_loss_of_the_last_conflated_data_is_found_though_nothing_comes_after_them()
    {
        var world = new World(seed: 10);
        world.Run(100);
        world.Settle();
        world.DropNext(StreamIds.Conflated);
        world.Quote(bid: 12_345);
        world.AssertSame();
        Assert.Equal((1, 1), (world.Follower.Gaps, world.Follower.Resynchronizations));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Who_takes_every_update_has_the_engines_prices_at_every_moment(int seed)
    {
        var world = new World(seed, MarketStream.EveryUpdate);
        world.Run(10, listens: false);
        world.Run(100);
        world.Settle();
        for (var i = 0; i < 200; i++)
        {
            world.Run(1);
            world.AssertSameQuotes();
        }

        world.AssertSame();
        Assert.Equal((0L, 1L), (world.Follower.MarketMissed, world.Follower.Synchronizations));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Who_takes_every_update_comes_to_the_engines_state_whatever_the_network_does(int seed)
    {
        var world = new World(seed, MarketStream.EveryUpdate)
        {
            LossPerMille = 15, DoublePerMille = 20, SwapPerMille = 10, RestartPerMille = 1,
        };
        world.Run(800);
        world.BeCalm();
        world.AssertSame();
        Assert.True(world.Follower.MarketMissed > 0);
    }

    [Fact]
    public void Silence_makes_a_view_stale_and_a_word_makes_it_live_again()
    {
        var world = new World(seed: 4);
        world.Run(100);
        world.Settle();
        Assert.Equal(ViewerState.Live, world.Follower.State);
        world.Clock.Advance(2_000 * StreamedEngine.Millisecond);
        world.Follower.OnTime();
        Assert.Equal(ViewerState.Stale, world.Follower.State);
        Assert.InRange(world.Follower.SilenceNanos!.Value, 2_000 * StreamedEngine.Millisecond, 2_300 * StreamedEngine.Millisecond);
        world.Settle();
        Assert.Equal(ViewerState.Live, world.Follower.State);
    }

    [Fact]
    public void An_engine_that_is_started_again_is_followed_once_the_old_one_is_silent()
    {
        var world = new World(seed: 5);
        world.Run(100);
        world.Restart();
        world.Run(200);
        world.AssertSame();
        Assert.Equal(world.Engine.Events.SessionId, world.Follower.EventsSessionId);
    }

    [Fact]
    public void Of_two_engines_the_first_one_heard_is_followed_until_it_ends()
    {
        var (first, clock) = (new World(seed: 6), new ManualClock(1));
        var second = new StreamedEngine(firstSessionId: 9_000, clock: clock);
        first.Run(50);
        first.Hear(second, () => second.Pass(300 * StreamedEngine.Millisecond));
        first.AssertSame();
        first.Follower.OnGone(StreamIds.Events, first.Engine.Events.SessionId);
        Assert.Equal(ViewerState.Searching, first.Follower.State);
        for (var i = 0; i < 4; i++) first.Hear(second, () => second.Pass(300 * StreamedEngine.Millisecond));
        Assert.Equal((ViewerState.Live, 9_000), (first.Follower.State, first.Follower.EventsSessionId));
    }

    [Fact]
    public void The_end_of_a_session_is_seen()
    {
        var world = new World(seed: 7);
        world.RunToEnd();
        Assert.Equal(ViewerState.Ended, world.Follower.State);
        Assert.True(world.Follower.View.Health.IsEnded);
    }

    [Fact]
    public void A_snapshot_with_a_hole_is_given_up_and_the_next_one_taken()
    {
        var world = new World(seed: 8);
        world.Run(100, listens: false);
        world.DropNext(StreamIds.Snapshots, after: 3);
        world.Run(200);
        world.AssertSame();
        Assert.Equal((1, 1), (world.Follower.SnapshotsGivenUp, world.Follower.Synchronizations));
    }

    [Fact]
    public void Bytes_that_are_no_messages_change_nothing()
    {
        var world = new World(seed: 9);
        world.Run(100);
        var before = StateText.Of(world.Follower.View);
        var random = new Random(9);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            world.Follower.View.Apply(bytes);
        }

        Assert.Equal(before, StateText.Of(world.Follower.View));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Comes_to_the_engines_state_whatever_the_network_does(int seed)
    {
        var world = new World(seed) { LossPerMille = 15, DoublePerMille = 20, SwapPerMille = 10, RestartPerMille = 1 };
        world.Run(800);
        world.BeCalm();
        world.AssertSame();
    }
}
