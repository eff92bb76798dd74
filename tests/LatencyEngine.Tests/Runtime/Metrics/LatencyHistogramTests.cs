using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Runtime.Metrics;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Metrics;

public sealed class LatencyHistogramTests
{
    private const long Hour = 3_600_000_000_000;

    private static readonly double[] Percentiles = [0, 1, 25, 50, 75, 90, 99, 99.9, 99.99, 100];

    [Fact]
    public void An_empty_histogram_answers_zero_everywhere()
    {
        var histogram = new LatencyHistogram();
        Assert.Equal(0, histogram.Count);
        Assert.Equal(0, histogram.Min);
        Assert.Equal(0, histogram.Max);
        Assert.Equal(0, histogram.Mean);
        Assert.Equal(0, histogram.StandardDeviation());
        Assert.Equal(0, histogram.ValueAtPercentile(99));
        Assert.Equal(0, histogram.CountAtOrBelow(Hour));
    }

    [Fact]
    public void It_agrees_with_a_sorted_list_of_everything_recorded() =>
        Prop.ForAll(NonEmptyValues(), Gen.Choose(1, 4).ToArbitrary(), (values, digits) =>
        {
            var histogram = Of(HistogramLayout.WithSignificantDigits(digits, Hour), values);
            var sorted = values.Order().ToArray();
            return histogram.Count == sorted.Length
                && histogram.Min == sorted[0]
                && histogram.Max == sorted[^1]
                && histogram.Sum == sorted.Aggregate(Int128.Zero, (sum, value) => sum + value)
                && Percentiles.All(percentile => IsClose(histogram, percentile, ExactPercentile(sorted, percentile)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Percentiles_of_one_to_a_thousand_are_what_everyone_expects()
    {
        var histogram = Of(HistogramLayout.Default, Enumerable.Range(1, 1000).Select(value => (long)value));
        Assert.Equal(500, histogram.ValueAtPercentile(50));
        Assert.Equal(990, histogram.ValueAtPercentile(99));
        Assert.Equal(999, histogram.ValueAtPercentile(99.9));
        Assert.Equal(1000, histogram.ValueAtPercentile(99.91));
        Assert.Equal(1, histogram.ValueAtPercentile(0));
        Assert.Equal(1000, histogram.ValueAtPercentile(100));
        Assert.Equal(500.5, histogram.Mean);
        Assert.Equal(288.675, histogram.StandardDeviation(), tolerance: 0.001);
        Assert.Equal(250, histogram.CountAtOrBelow(250));
    }

    [Fact]
    public void The_hundredth_percentile_is_the_exact_maximum()
    {
        var histogram = Of(HistogramLayout.WithSignificantDigits(1, Hour), [123_456_789]);
        Assert.Equal(123_456_789, histogram.ValueAtPercentile(100));
        Assert.Equal(123_456_789, histogram.ValueAtPercentile(50));
    }

    [Fact]
    public void The_deviation_is_within_the_error_of_the_layout()
    {
        var values = new long[] { 1_000_000, 3_000_000, 8_000_000, 20_000_000 };
        var exact = Math.Sqrt(values.Select(value => Math.Pow(value - 8_000_000.0, 2)).Average());
        Assert.Equal(exact, Of(HistogramLayout.Default, values).StandardDeviation(), tolerance: exact * 0.001);
    }

    [Fact]
    public void Values_beyond_the_limit_are_counted_and_keep_the_maximum_exact()
    {
        var histogram = Of(HistogramLayout.WithSignificantDigits(3, 1_000_000), [1_000_000, 1_000_001, 5_000_000]);
        Assert.Equal(2, histogram.SaturatedCount);
        Assert.Equal(3, histogram.Count);
        Assert.Equal(5_000_000, histogram.Max);
        Assert.Equal(7_000_001, histogram.Sum);
        Assert.Equal(1_000_000, histogram.ValueAtPercentile(33));
        Assert.Equal(5_000_000, histogram.ValueAtPercentile(50));
        Assert.Equal(1, histogram.CountAtOrBelow(1_000_000));
    }

    [Fact]
    public void Negative_values_are_counted_as_zero_and_told()
    {
        var histogram = Of(HistogramLayout.Default, [-5, 7, long.MinValue]);
        Assert.Equal(2, histogram.NegativeCount);
        Assert.Equal(3, histogram.Count);
        Assert.Equal(0, histogram.Min);
        Assert.Equal(7, histogram.Max);
        Assert.Equal(7, histogram.Sum);
    }

    [Fact]
    public void Recording_a_value_many_times_is_the_same_as_recording_it_often()
    {
        var (once, often) = (new LatencyHistogram(), new LatencyHistogram());
        once.Record(123_456, 1_000);
        once.Record(99, 0);
        for (var i = 0; i < 1_000; i++) often.Record(123_456);
        AssertSame(often, once);
        Assert.Throws<InvariantViolatedException>(() => once.Record(1, -1));
    }

    [Fact]
    public void The_sum_of_many_hours_does_not_overflow()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(Hour, 10_000_000);
        Assert.Equal((Int128)Hour * 10_000_000, histogram.Sum);
        Assert.Equal(Hour, histogram.Mean);
    }

    [Fact]
    public void A_reset_histogram_is_as_new()
    {
        var histogram = Of(HistogramLayout.WithSignificantDigits(2, 1_000), [-1, 5, 2_000]);
        histogram.Reset();
        AssertSame(new LatencyHistogram(HistogramLayout.WithSignificantDigits(2, 1_000)), histogram);
        histogram.Record(9);
        Assert.Equal(9, histogram.Min);
    }

    [Fact]
    public void Iteration_visits_every_recorded_value_once_in_ascending_order() =>
        Prop.ForAll(NonEmptyValues(), values =>
        {
            var histogram = Of(HistogramLayout.Default, values);
            var (total, last) = (0L, -1L);
            foreach (var bucket in histogram)
            {
                total += bucket.Count;
                if (bucket.Lowest <= last || bucket.Highest < bucket.Lowest || bucket.CumulativeCount != total) return false;
                if (bucket.Count != values.Count(value => value >= bucket.Lowest && value <= bucket.Highest)) return false;
                last = bucket.Highest;
            }
            return total == values.Count;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Recording_and_reading_do_not_allocate()
    {
        var histogram = new LatencyHistogram(HistogramLayout.WithSignificantDigits(2, Hour));
        var value = 1L;
        Allocation.AssertNone(() =>
        {
            histogram.Record(value);
            histogram.RecordCorrected(value, 1_000_000);
            value = (value * 7) % Hour;
            _ = histogram.ValueAtPercentile(99) + histogram.Count;
        });
    }

    internal static LatencyHistogram Of(HistogramLayout layout, IEnumerable<long> values)
    {
        var histogram = new LatencyHistogram(layout);
        foreach (var value in values) histogram.Record(value);
        return histogram;
    }

    internal static void AssertSame(LatencyHistogram expected, LatencyHistogram actual)
    {
        Assert.Equal(Buckets(expected), Buckets(actual));
        Assert.Equal(
            (expected.Count, expected.Min, expected.Max, expected.Sum, expected.SaturatedCount, expected.NegativeCount),
            (actual.Count, actual.Min, actual.Max, actual.Sum, actual.SaturatedCount, actual.NegativeCount));
    }

    internal static List<HistogramBucket> Buckets(LatencyHistogram histogram)
    {
        var buckets = new List<HistogramBucket>();
        foreach (var bucket in histogram) buckets.Add(bucket);
        return buckets;
    }

    internal static Arbitrary<List<long>> NonEmptyValues() =>
        HistogramLayoutTests.Values().NonEmptyListOf().Select(values => values.ToList()).ToArbitrary();

    private static long ExactPercentile(long[] sorted, double percentile) =>
        sorted[Math.Max(0, (int)Math.Ceiling((decimal)percentile * sorted.Length / 100) - 1)];

    private static bool IsClose(LatencyHistogram histogram, double percentile, long exact)
    {
        var reported = histogram.ValueAtPercentile(percentile);
        return reported >= exact && reported - exact <= exact * histogram.Layout.RelativeErrorBound;
    }
}
