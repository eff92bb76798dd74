using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Threads;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Tests.Venues.Feeds;

public sealed class FeedPumpTests : IDisposable
{
    private const int Slots = 1_024;
    private static readonly TimeSpan Watchdog = TimeSpan.FromSeconds(60);

    private readonly Sequence _consumed = new();
    private readonly ManualClock _clock = new();
    private readonly RingBuffer<EngineEvent> _ring;
    private readonly MultiProducerSequencer<EngineEvent> _input;

    public FeedPumpTests()
    {
        _ring = new RingBuffer<EngineEvent>(new RingOptions("input", Slots) { Publication = Publication.Slot });
        _input = new MultiProducerSequencer<EngineEvent>(_ring);
        _ring.Gates.Set(_consumed);
    }

    public void Dispose() => _ring.Dispose();

    [Fact]
    public void Without_a_pace_everything_is_published_at_once()
    {
        var pump = Pump(FeedPace.AsFastAsPossible, 10, 1_000_000_000_000, 1_000_000_000_001);
        Assert.True(pump.Run(CancellationToken.None));
        Assert.Equal([10, 1_000_000_000_000, 1_000_000_000_001], Published());
        Assert.Equal((3, 0, 0), (pump.Events, pump.Reordered, pump.FullWaits));
    }

    [Theory]
    [InlineData("1", 100)]
    [InlineData("4", 25)]
    [InlineData("0.5", 200)]
    public void A_paced_event_is_published_when_it_is_due_and_not_before(string factor, long dueNanos)
    {
        _clock.Advance(77);
        var pump = Pump(FeedPace.Times(decimal.Parse(factor)), 5_000, 5_100);
        Assert.Equal(1, pump.DoWork());
        _clock.Advance(dueNanos - 1);
        Assert.Equal(0, pump.DoWork());
        _clock.Advance(1);
        Assert.Equal(1, pump.DoWork());
        Assert.Equal([5_000, 5_100], Published());
    }

    [Fact]
    public void A_late_pump_catches_up_without_waiting()
    {
        var pump = Pump(FeedPace.RealTime, 0, 100, 200, 300);
        pump.DoWork();
        _clock.Advance(250);
        Assert.Equal(2, pump.DoWork());
    }

    [Fact]
    public void A_time_that_goes_back_is_moved_up_and_counted()
    {
        var pump = Pump(FeedPace.AsFastAsPossible, 10, 7, 12);
        pump.Run(CancellationToken.None);
        Assert.Equal([10, 10, 12], Published());
        Assert.Equal(1, pump.Reordered);
    }

    [Fact]
    public void A_full_ring_drops_nothing()
    {
        var pump = Pump(FeedPace.AsFastAsPossible, [.. Times(Slots + 5)]);
        while (pump.DoWork() > 0)
        {
        }

        Assert.Equal((Slots, 1L, false), (pump.Events, pump.FullWaits, pump.IsOver));
        _consumed.Publish(9);
        Assert.Equal(5, pump.DoWork());
        Assert.True(pump.IsOver);
        Assert.Equal(Slots + 4, _ring[Slots + 4].TimestampNanos);
    }

    [Fact]
    public void A_duty_cycle_is_bounded()
    {
        var pump = Pump(FeedPace.AsFastAsPossible, [.. Times(FeedPump.EventsPerCycleMax + 1)]);
        Assert.Equal(FeedPump.EventsPerCycleMax, pump.DoWork());
        Assert.Equal(1, pump.DoWork());
    }

    [Fact]
    public void A_live_feed_without_news_is_asked_again()
    {
        var pump = Pump(FeedPace.AsFastAsPossible, 1, null, null, 2);
        Assert.True(pump.Run(CancellationToken.None));
        Assert.Equal([1, 2], Published());
    }

    [Fact]
    public void A_thread_of_its_own_waits_for_room_until_it_is_canceled()
    {
        using var cancellation = new CancellationTokenSource();
        var pump = Pump(FeedPace.AsFastAsPossible, [.. Times(Slots + 1)]);
        var thread = pump.Start(ThreadPlacement.Anywhere, cancellation.Token);
        Assert.True(SpinWait.SpinUntil(() => pump.FullWaits > 0, Watchdog));
        cancellation.Cancel();
        Assert.True(thread.Join(Watchdog));
        Assert.Equal((Slots, false), (pump.Events, pump.IsOver));
        Assert.Null(pump.Failure);
    }

    [Fact]
    public void A_thread_of_its_own_goes_on_when_there_is_room()
    {
        var pump = Pump(FeedPace.AsFastAsPossible, [.. Times(Slots + 1)]);
        var thread = pump.Start(ThreadPlacement.Anywhere, CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => pump.FullWaits > 0, Watchdog));
        _consumed.Publish(0);
        _consumed.Bell.Ring();
        Assert.True(thread.Join(Watchdog));
        Assert.Equal((Slots + 1, true), (pump.Events, pump.IsOver));
    }

    [Fact]
    public void A_canceled_pump_stops_waiting_for_a_distant_event()
    {
        using var cancellation = new CancellationTokenSource();
        var pump = Pump(FeedPace.RealTime, 0, long.MaxValue / 2);
        var thread = pump.Start(ThreadPlacement.Anywhere, cancellation.Token);
        Assert.True(SpinWait.SpinUntil(() => pump.Events == 1, Watchdog));
        cancellation.Cancel();
        Assert.True(thread.Join(Watchdog));
        Assert.False(pump.IsOver);
    }

    [Fact]
    public void A_halted_ring_ends_the_thread_with_its_cause()
    {
        var pump = Pump(FeedPace.AsFastAsPossible, [.. Times(Slots + 1)]);
        _ring.Gates.Halt();
        Assert.True(pump.Start(ThreadPlacement.Anywhere, CancellationToken.None).Join(Watchdog));
        Assert.IsType<RingHaltedException>(pump.Failure);
    }

    [Fact]
    public void Bad_input_ends_the_thread_with_its_place()
    {
        var pump = new FeedPump(
            new ScriptedFeed(1, 1, 2) { FailsAt = 1 }, _input, FeedPace.AsFastAsPossible, _clock);
        Assert.True(pump.Start(ThreadPlacement.Anywhere, CancellationToken.None).Join(Watchdog));
        Assert.Equal(2, Assert.IsType<FeedFormatException>(pump.Failure).Line);
        Assert.Equal([1], Published());
    }

    [Theory]
    [InlineData("0.0005")]
    [InlineData("0")]
    [InlineData("1000001")]
    public void A_pace_has_bounds(string factor) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FeedPace.Times(decimal.Parse(factor)));

    [Fact]
    public void A_pace_says_what_it_is() =>
        Assert.Equal(
            ("as fast as possible", "2.5 times real time"),
            (FeedPace.AsFastAsPossible.ToString(), FeedPace.Times(2.5m).ToString()));

    private static IEnumerable<long?> Times(int count) => Enumerable.Range(0, count).Select(i => (long?)i);

    [Fact]
    public void A_pump_that_follows_a_restart_passes_over_what_was_published_before()
    {
        var (before, after) = Restarted(30, 10, 20, 30, 40, 50);
        Assert.True(after.Run(CancellationToken.None));
        Assert.Equal([10, 20, 30, 40, 50], Published());
        Assert.Equal((3, 2), (before.Events, after.Events));
    }

    [Fact]
    public void A_source_that_tells_otherwise_than_before_the_restart_is_refused()
    {
        var (_, after) = Restarted(31, 10, 20, 31, 40);
        var refused = Assert.Throws<FeedFormatException>(() => after.Run(CancellationToken.None));
        Assert.Contains("event 3 is not the one of before the restart", refused.Message);
        Assert.Equal([10, 20, 30], Published());
    }

    [Fact]
    public void A_source_that_ends_before_the_place_of_the_restart_is_refused()
    {
        var before = Pump(FeedPace.AsFastAsPossible, 10, 20, 30);
        before.Run(CancellationToken.None);
        var after = new FeedPump(new ScriptedFeed(1, [10, 20]), _input, FeedPace.AsFastAsPossible, _clock) { PublishedBefore = 3 };
        var refused = Assert.Throws<FeedFormatException>(() => after.Run(CancellationToken.None));
        Assert.Contains("the feed ends after 2 events; before the restart it had told 3", refused.Message);
    }

    // Three events are published; then the feed is read again, whose third event has another time if so wanted.
    private (FeedPump Before, FeedPump After) Restarted(long third, params long?[] again)
    {
        var before = Pump(FeedPace.AsFastAsPossible, 10, 20, 30);
        before.Run(CancellationToken.None);
        var after = new FeedPump(new ScriptedFeed(1, again), _input, FeedPace.AsFastAsPossible, _clock)
        {
            PublishedBefore = 3, LastPublishedBefore = _ring[2],
        };
        Assert.Equal(third, again[2]);
        return (before, after);
    }

    private FeedPump Pump(FeedPace pace, params long?[] times) =>
        new(new ScriptedFeed(1, times), _input, pace, _clock);

    private List<long> Published()
    {
        var times = new List<long>();
        for (var sequence = 0L; sequence <= _input.LastClaimed; sequence++) times.Add(_ring[sequence].TimestampNanos);
        return times;
    }
}
