using LatencyEngine.Runtime.Clocks;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Clocks;

public sealed class ManualClockTests
{
    private const long Noon = 1_700_000_000_000_000_000;

    [Fact]
    public void Time_stands_still_until_told_to_pass()
    {
        var clock = new ManualClock(Noon);
        Assert.Equal(Noon, clock.NanosSinceEpoch());
        Assert.Equal(Noon, clock.NanosSinceEpoch());
        Assert.Equal(0, clock.MonotonicNanos());
    }

    [Fact]
    public void Advancing_moves_both_scales()
    {
        var clock = new ManualClock(Noon);
        clock.Advance(250);
        clock.AdvanceTo(Noon + 1_000);
        Assert.Equal(Noon + 1_000, clock.NanosSinceEpoch());
        Assert.Equal(1_000, clock.MonotonicNanos());
    }

    [Fact]
    public void Time_does_not_go_back_by_accident()
    {
        var clock = new ManualClock(Noon);
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.AdvanceTo(Noon - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.StepBack(-1));
        Assert.Equal(Noon, clock.NanosSinceEpoch());
    }

    [Fact]
    public void A_step_back_that_is_asked_for_spares_the_monotonic_counter()
    {
        var clock = new ManualClock(Noon);
        clock.Advance(500);
        clock.StepBack(200);
        Assert.Equal(Noon + 300, clock.NanosSinceEpoch());
        Assert.Equal(500, clock.MonotonicNanos());
    }

    [Fact]
    public void Reading_and_advancing_do_not_allocate()
    {
        var clock = new ManualClock(Noon);
        Allocation.AssertNone(() =>
        {
            clock.Advance(1);
            _ = clock.NanosSinceEpoch() + clock.MonotonicNanos();
        });
    }
}
