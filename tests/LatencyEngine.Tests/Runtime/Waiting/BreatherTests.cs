using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Waiting;

public sealed class BreatherTests
{
    private Breather _breather;

    [Fact]
    public void Single_events_never_make_it_pause()
    {
        for (var i = 0; i < 10_000; i++) Assert.Equal(0, _breather.BreathAfter(1));
    }

    [Fact]
    public void A_flow_that_grows_with_the_pause_is_given_the_long_one()
    {
        Flow(eventsPerUnit: 6, windows: 4);
        Assert.Equal(Breather.LongBreath, _breather.BreathAfter(10));
    }

    [Fact]
    public void Two_that_answer_each_other_are_left_alone_whatever_their_batches()
    {
        var pauses = 0;
        for (var i = 0; i < 100_000; i++) pauses += _breather.BreathAfter(10) > 0 ? 1 : 0;
        // Each trial lasts one window, and each failed one doubles the time to the next.
        Assert.InRange(pauses, 1, 8 * Breather.WindowBatches);
    }

    [Fact]
    public void A_large_batch_is_followed_by_no_pause()
    {
        Flow(eventsPerUnit: 6, windows: 4);
        Assert.Equal(0, _breather.BreathAfter(Breather.LargeBatch));
    }

    [Fact]
    public void A_stop_ends_the_pause_and_the_flow_brings_it_back()
    {
        Flow(eventsPerUnit: 6, windows: 4);
        _breather.Stop();
        Assert.Equal(0, _breather.BreathAfter(2));
        Flow(eventsPerUnit: 6, windows: 4);
        Assert.Equal(Breather.LongBreath, _breather.BreathAfter(10));
    }

    [Fact]
    public void A_flow_that_dries_up_ends_the_pause()
    {
        Flow(eventsPerUnit: 6, windows: 4);
        for (var i = 0; i < 2 * Breather.WindowBatches; i++) _breather.BreathAfter(1);
        Assert.Equal(0, _breather.BreathAfter(1));
    }

    /// <summary>Plays a producer at a steady rate: what comes in grows with the pause before it.</summary>
    private void Flow(int eventsPerUnit, int windows)
    {
        var breath = 0;
        for (var i = 0; i < windows * Breather.WindowBatches; i++) breath = _breather.BreathAfter((breath + 1) * eventsPerUnit);
    }
}
