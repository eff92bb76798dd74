using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Tests.Runtime.Metrics;

public sealed class ReportTests
{
    [Theory]
    [InlineData(0, "0 ns")]
    [InlineData(42, "42 ns")]
    [InlineData(42.26, "42.3 ns")]
    [InlineData(999, "999 ns")]
    [InlineData(999.96, "1.00 µs")]
    [InlineData(1_500, "1.50 µs")]
    [InlineData(155_000, "155.0 µs")]
    [InlineData(12_345_678, "12.3 ms")]
    [InlineData(3_600_000_000_000, "3600.0 s")]
    public void A_duration_has_three_digits_and_a_unit(double nanos, string expected) =>
        Assert.Equal(expected, DurationText.Of(nanos));

    [Fact]
    public void A_table_shows_histograms_side_by_side_and_leaves_unproven_percentiles_blank()
    {
        using var output = new StringWriter { NewLine = "\n" };
        PercentileTable.Write(
            output,
            ("ring", LatencyHistogramTests.Of(HistogramLayout.Default, Enumerable.Range(1, 1_000).Select(value => (long)value))),
            ("a longer title", LatencyHistogramTests.Of(HistogramLayout.WithSignificantDigits(2, 1_000), [-5, 7_000])));
        const string expected =
            "                  ring  a longer title\n"
            + "count            1,000               2\n"
            + "mean          500.5 ns         3.50 µs\n"
            + "deviation     288.7 ns         3.50 µs\n"
            + "min               1 ns            0 ns\n"
            + "p50             500 ns            0 ns\n"
            + "p75             750 ns\n"
            + "p90             900 ns\n"
            + "p99             990 ns\n"
            + "p99.9           999 ns\n"
            + "p99.99\n"
            + "p99.999\n"
            + "max            1.00 µs         7.00 µs\n"
            + "a longer title: 1 above 1.00 µs, the histogram's limit; percentiles there show the maximum.\n"
            + "a longer title: 1 negative, counted as 0: compare clocks.\n";
        Assert.Equal(expected, output.ToString());
    }

    [Fact]
    public void The_plot_climbs_from_the_least_value_to_the_maximum()
    {
        using var output = new StringWriter { NewLine = "\n" };
        PercentilePlot.Write(
            LatencyHistogramTests.Of(HistogramLayout.Default, Enumerable.Repeat(100L, 900).Concat(Enumerable.Repeat(10_000L, 100))),
            output, width: 10, height: 3);
        const string expected =
            "  10.0 µs |    ******\n"
            + "  1.00 µs |\n"
            + "   100 ns |****\n"
            + "           0  90%99%max\n";
        Assert.Equal(expected, output.ToString());
    }

    [Fact]
    public void An_empty_plot_says_so()
    {
        using var output = new StringWriter { NewLine = "\n" };
        PercentilePlot.Write(new LatencyHistogram(), output);
        Assert.Equal("nothing recorded\n", output.ToString());
    }
}
