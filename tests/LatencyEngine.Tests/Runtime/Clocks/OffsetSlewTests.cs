using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Runtime.Clocks;

namespace LatencyEngine.Tests.Runtime.Clocks;

public sealed class OffsetSlewTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void A_small_difference_is_worked_off_at_488_ppm()
    {
        var offset = new OffsetSlew(0, 1_000);
        offset.Retarget(0, 1_000 + 4_000_000);
        Assert.Equal(1_000, offset.At(0));
        Assert.Equal(1_000 + (Second / 2048), offset.At(Second));
        Assert.Equal(1_000 + 4_000_000, offset.At(10 * Second));
        Assert.Equal(0, offset.RemainingNanos(10 * Second));
    }

    [Fact]
    public void Being_far_behind_is_made_up_for_at_once()
    {
        var offset = new OffsetSlew(0, 0);
        offset.Retarget(0, OffsetSlew.JumpForwardNanos + 1);
        Assert.Equal(OffsetSlew.JumpForwardNanos + 1, offset.At(0));
    }

    [Fact]
    public void Being_far_ahead_is_still_worked_off_slowly()
    {
        var offset = new OffsetSlew(0, Second);
        offset.Retarget(0, 0);
        Assert.Equal(Second, offset.At(0));
        Assert.True(offset.At(Second) > Second - (Second / 2000));
        Assert.Equal(0, offset.At(2049 * Second));
    }

    [Fact]
    public void The_corrected_clock_never_goes_back_whatever_the_system_clock_does() =>
        Prop.ForAll(
            Gen.Zip(Gen.Choose(0, 2_000_000_000), Gen.Choose(-2_000_000_000, 2_000_000_000)).ListOf().ToArbitrary(),
            steps =>
            {
                var offset = new OffsetSlew(0, 0);
                var (now, last) = (0L, 0L);
                foreach (var (elapsed, target) in steps)
                {
                    for (var part = 0; part < 4; part++)
                    {
                        now += elapsed / 4;
                        if (now + offset.At(now) < last) return false;
                        last = now + offset.At(now);
                    }
                    offset.Retarget(now, target);
                    if (now + offset.At(now) < last) return false;
                }
                return true;
            }).QuickCheckThrowOnFailure();
}
