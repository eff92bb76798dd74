using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Tests.Runtime.Metrics;

public sealed class CoordinatedOmissionTests
{
    [Fact]
    public void A_stall_stands_for_all_measurements_that_it_prevented()
    {
        var histogram = new LatencyHistogram();
        histogram.RecordCorrected(1_000, 300);
        Assert.Equal(
            [400L, 700L, 1_000L],
            LatencyHistogramTests.Buckets(histogram).Select(bucket => bucket.Highest));
        Assert.Equal(2_100, histogram.Sum);
        Assert.Equal(400, histogram.Min);
    }

    [Fact]
    public void A_stall_of_a_second_shows_in_the_median_of_two_seconds()
    {
        var (plain, corrected) = (new LatencyHistogram(), new LatencyHistogram());
        for (var i = 0; i < 1_000; i++) Record(1_000);
        Record(1_000_000_000);
        Assert.Equal(1_000, plain.ValueAtPercentile(99.9));
        Assert.Equal(2_000, corrected.Count);
        Assert.InRange(corrected.ValueAtPercentile(75), 499_000_000, 501_000_000);

        void Record(long value)
        {
            plain.Record(value);
            corrected.RecordCorrected(value, 1_000_000);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_001)]
    public void Without_an_interval_or_within_it_nothing_is_added(long expectedInterval)
    {
        var histogram = new LatencyHistogram();
        histogram.RecordCorrected(1_000, expectedInterval);
        Assert.Equal(1, histogram.Count);
    }

    [Fact]
    public void It_is_the_same_as_recording_every_missing_value_by_itself() =>
        Prop.ForAll(
            Gen.Choose(0, 3_000_000).ToArbitrary(),
            Gen.Choose(50, 10_000).ToArbitrary(),
            Gen.Elements(1_000L, 100_000L, 10_000_000L).ToArbitrary(),
            (value, interval, limit) =>
            {
                var layout = HistogramLayout.WithSignificantDigits(2, limit);
                var (expected, actual) = (new LatencyHistogram(layout), new LatencyHistogram(layout));
                for (long missing = value; missing == value || missing >= interval; missing -= interval) expected.Record(missing);
                actual.RecordCorrected(value, interval);
                LatencyHistogramTests.AssertSame(expected, actual);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_hour_at_a_nanosecond_takes_as_many_steps_as_there_are_buckets_and_counts_all()
    {
        const long hour = 3_600_000_000_000;
        var histogram = new LatencyHistogram();
        histogram.RecordCorrected(hour, 1);
        Assert.Equal(hour, histogram.Count);
        Assert.Equal((Int128)hour * (hour + 1) / 2, histogram.Sum);
        Assert.Equal(1, histogram.Min);
    }
}
