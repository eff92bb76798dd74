using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Tests.Runtime.Metrics;

public sealed class HistogramMergeTests
{
    private const long Hour = 3_600_000_000_000;

    [Fact]
    public void Merging_equal_layouts_is_the_same_as_recording_everything_in_one() =>
        Prop.ForAll(LatencyHistogramTests.NonEmptyValues(), LatencyHistogramTests.NonEmptyValues(), (left, right) =>
        {
            var layout = HistogramLayout.WithSignificantDigits(3, 1_000_000_000);
            var merged = LatencyHistogramTests.Of(layout, left);
            merged.Add(LatencyHistogramTests.Of(layout, right));
            LatencyHistogramTests.AssertSame(LatencyHistogramTests.Of(layout, left.Concat(right)), merged);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Merging_different_layouts_keeps_totals_exact_and_never_understates() =>
        Prop.ForAll(LatencyHistogramTests.NonEmptyValues(), values =>
        {
            var coarse = LatencyHistogramTests.Of(HistogramLayout.WithSignificantDigits(1, Hour), values);
            var fine = new LatencyHistogram(HistogramLayout.WithSignificantDigits(3, Hour));
            fine.Add(coarse);
            var bound = coarse.Layout.RelativeErrorBound + (2 * fine.Layout.RelativeErrorBound);
            var exact = values.Order().ElementAt((values.Count - 1) / 2);
            var median = fine.ValueAtPercentile(50);
            return (fine.Count, fine.Min, fine.Max, fine.Sum) == (coarse.Count, coarse.Min, coarse.Max, coarse.Sum)
                && median >= exact && median <= exact * (1 + bound);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_does_not_fit_into_the_other_layout_is_saturated_there()
    {
        var narrow = new LatencyHistogram(HistogramLayout.WithSignificantDigits(2, 1_000));
        narrow.Add(LatencyHistogramTests.Of(HistogramLayout.Default, [10, -3, 1_000_000]));
        Assert.Equal(1, narrow.SaturatedCount);
        Assert.Equal(1, narrow.NegativeCount);
        Assert.Equal(1_000_000, narrow.Max);
        Assert.Equal(1_000_000, narrow.ValueAtPercentile(100));
    }

    [Fact]
    public void Merging_nothing_changes_nothing()
    {
        var histogram = LatencyHistogramTests.Of(HistogramLayout.Default, [5, 6]);
        histogram.Add(new LatencyHistogram(HistogramLayout.WithSignificantDigits(1, 100)));
        LatencyHistogramTests.AssertSame(LatencyHistogramTests.Of(HistogramLayout.Default, [5, 6]), histogram);
    }
}
