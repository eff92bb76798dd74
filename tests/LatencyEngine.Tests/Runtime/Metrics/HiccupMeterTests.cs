using LatencyEngine.Runtime.Metrics;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Metrics;

public sealed class HiccupMeterTests
{
    [Fact]
    public void Gaps_are_counted_by_how_long_they_are()
    {
        var counts = new HiccupCounts();
        foreach (var gap in new long[] { 30, 1_000, 1_001, 20_001, 100_001, 1_000_001 }) counts.Add(gap);
        Assert.Equal(6, counts.ReadingCount);
        Assert.Equal(
            (4, 3, 2, 1),
            (counts.GapsAbove1MicroCount, counts.GapsAbove20MicrosCount, counts.GapsAbove100MicrosCount,
                counts.GapsAbove1MilliCount));
        Assert.Equal(1_000_001, counts.LongestNanos);
        Assert.Equal(1_001 + 20_001 + 100_001 + 1_000_001, counts.LostNanos);
        Assert.Equal(1_030 + counts.LostNanos, counts.ElapsedNanos);
    }

    [Fact]
    public void The_lost_share_is_the_time_of_the_hiccups()
    {
        var counts = new HiccupCounts();
        counts.Add(500);
        counts.Add(500);
        counts.Add(3_000);
        Assert.Equal(0.75, counts.LostShare);
        Assert.Equal(0, new HiccupCounts().LostShare);
    }

    [Fact]
    public void It_spins_for_the_time_asked_for_and_its_figures_agree()
    {
        var counts = HiccupMeter.Measure(TimeSpan.FromMilliseconds(5));
        Assert.True(counts.ElapsedNanos >= 5_000_000, $"{counts.ElapsedNanos} ns");
        Assert.True(counts.ReadingCount > 1);
        Assert.InRange(counts.LongestNanos, 1, counts.ElapsedNanos);
        Assert.InRange(counts.LostNanos, 0, counts.ElapsedNanos);
        Assert.True(counts.GapsAbove1MicroCount >= counts.GapsAbove20MicrosCount);
    }

    [Fact]
    public void Measuring_does_not_allocate() =>
        Allocation.AssertNone(() => HiccupMeter.Measure(TimeSpan.FromMicroseconds(1)));

    [Fact]
    public void An_unreasonable_duration_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => HiccupMeter.Measure(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => HiccupMeter.Measure(HiccupMeter.MaxDuration * 2));
    }
}
