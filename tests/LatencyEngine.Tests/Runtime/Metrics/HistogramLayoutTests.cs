using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Tests.Runtime.Metrics;

public sealed class HistogramLayoutTests
{
    private const long Hour = 3_600_000_000_000;

    public static TheoryData<int> Digits => [1, 2, 3, 4, 5];

    [Theory, MemberData(nameof(Digits))]
    public void Every_value_lies_in_its_bucket_and_the_bucket_is_as_narrow_as_promised(int digits)
    {
        var layout = HistogramLayout.WithSignificantDigits(digits, Hour);
        Prop.ForAll(Values().ToArbitrary(), value =>
        {
            var index = layout.IndexOf(value);
            var (lowest, highest) = (layout.LowestOf(index), layout.HighestOf(index));
            return lowest <= value && value <= highest
                && highest - value <= value * layout.RelativeErrorBound
                && layout.IndexOf(lowest) == index && layout.IndexOf(highest) == index;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Buckets_follow_each_other_without_gap_or_overlap()
    {
        var layout = HistogramLayout.WithSignificantDigits(2, Hour);
        Assert.Equal(0, layout.LowestOf(0));
        for (var index = 1; index < layout.BucketCount; index++)
            Assert.Equal(layout.HighestOf(index - 1) + 1, layout.LowestOf(index));
        Assert.InRange(Hour, layout.LowestOf(layout.BucketCount - 1), layout.HighestOf(layout.BucketCount - 1));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 8)]
    [InlineData(3, 11)]
    [InlineData(4, 15)]
    [InlineData(5, 18)]
    public void Significant_digits_mean_what_they_mean_in_HdrHistogram(int digits, int precisionBits) =>
        Assert.Equal(precisionBits, HistogramLayout.WithSignificantDigits(digits, Hour).PrecisionBits);

    [Theory]
    [InlineData(0.5, 2)]
    [InlineData(0.05, 6)]
    [InlineData(0.01, 8)]
    [InlineData(0.001, 11)]
    public void The_coarsest_layout_within_a_relative_error_is_taken(double error, int precisionBits)
    {
        var layout = HistogramLayout.WithRelativeError(error, Hour);
        Assert.Equal(precisionBits, layout.PrecisionBits);
        Assert.True(layout.RelativeErrorBound <= error);
    }

    [Fact]
    public void A_layout_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => HistogramLayout.WithSignificantDigits(0, Hour));
        Assert.Throws<ArgumentOutOfRangeException>(() => HistogramLayout.WithSignificantDigits(6, Hour));
        Assert.Throws<ArgumentOutOfRangeException>(() => HistogramLayout.WithSignificantDigits(3, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => HistogramLayout.WithRelativeError(1e-9, Hour));
    }

    [Fact]
    public void The_widest_range_is_that_of_a_long()
    {
        var layout = HistogramLayout.WithSignificantDigits(3, long.MaxValue);
        Assert.Equal(layout.BucketCount - 1, layout.IndexOf(long.MaxValue));
        Assert.Equal(long.MaxValue, layout.HighestOf(layout.BucketCount - 1));
    }

    // As many small values as large ones, and the edges of every power of two.
    internal static Gen<long> Values() =>
        from power in Gen.Choose(0, 41)
        from fraction in Gen.Choose(0, int.MaxValue)
        from nudge in Gen.Choose(-1, 1)
        select Math.Clamp((1L << power) + (long)((1L << power) * (fraction / 1e9 % 1)) + nudge, 0, Hour);
}
