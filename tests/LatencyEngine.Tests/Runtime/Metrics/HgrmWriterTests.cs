using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Tests.Runtime.Metrics;

public sealed partial class HgrmWriterTests
{
    [Fact]
    public void Writes_the_percentile_distribution_of_HdrHistogram()
    {
        // Worked out by hand from the definition: five steps for each halving of the distance to 100 %.
        const string expected =
            "       Value     Percentile TotalCount 1/(1-Percentile)\n\n"
            + "       1.000 0.000000000000          1           1.00\n"
            + "       1.000 0.100000000000          1           1.11\n"
            + "       1.000 0.200000000000          1           1.25\n"
            + "       2.000 0.300000000000          2           1.43\n"
            + "       2.000 0.400000000000          2           1.67\n"
            + "       2.000 0.500000000000          2           2.00\n"
            + "       3.000 0.550000000000          3           2.22\n"
            + "       3.000 0.600000000000          3           2.50\n"
            + "       3.000 0.650000000000          3           2.86\n"
            + "       3.000 0.700000000000          3           3.33\n"
            + "       3.000 0.750000000000          3           4.00\n"
            + "       4.000 0.775000000000          4           4.44\n"
            + "       4.000 1.000000000000          4\n"
            + "#[Mean    =        2.500, StdDeviation   =        1.118]\n"
            + "#[Max     =        4.000, Total count    =            4]\n"
            + "#[Buckets =           32, SubBuckets     =         2048]\n";
        Assert.Equal(expected, Text(LatencyHistogramTests.Of(HistogramLayout.Default, [1, 2, 3, 4])));
    }

    [Fact]
    public void Values_are_divided_by_the_unit() =>
        Assert.Contains(
            "\n       2.500 1.000000000000          1\n",
            Text(LatencyHistogramTests.Of(HistogramLayout.Default, [2_500]), unitsPerValue: 1_000),
            StringComparison.Ordinal);

    [Fact]
    public void An_empty_histogram_has_a_header_and_a_footer()
    {
        var lines = Text(new LatencyHistogram()).Split('\n');
        Assert.StartsWith("       Value", lines[0], StringComparison.Ordinal);
        Assert.Equal("#[Max     =        0.000, Total count    =            0]", lines[3]);
    }

    [Fact]
    public void Every_line_can_be_read_back_and_rises_to_the_maximum() =>
        Prop.ForAll(LatencyHistogramTests.NonEmptyValues(), values =>
        {
            var histogram = LatencyHistogramTests.Of(HistogramLayout.Default, values);
            var (lastValue, lastShare, lastCount) = (-1.0, -1.0, 0L);
            foreach (var line in Text(histogram).Split('\n')[2..^4])
            {
                var match = DistributionLine().Match(line);
                Assert.True(match.Success, line);
                var (value, share) = (Number(match.Groups[1]), Number(match.Groups[2]));
                var count = long.Parse(match.Groups[3].ValueSpan, CultureInfo.InvariantCulture);
                Assert.True(value >= lastValue && share > lastShare && count >= lastCount);
                Assert.True(count >= (share * values.Count) - 1e-6);
                Assert.Equal(match.Groups[4].Success, share < 1);
                (lastValue, lastShare, lastCount) = (value, share, count);
            }
            Assert.Equal((values.Max(), 1.0, values.Count), (lastValue, lastShare, lastCount));
        }).QuickCheckThrowOnFailure();

    [GeneratedRegex(@"^ *([0-9]+\.[0-9]{3}) ([01]\.[0-9]{12}) +([0-9]+)(?: +([0-9]+\.[0-9]{2}))?$")]
    private static partial Regex DistributionLine();

    private static double Number(Capture text) => double.Parse(text.ValueSpan, CultureInfo.InvariantCulture);

    private static string Text(LatencyHistogram histogram, double unitsPerValue = 1)
    {
        using var output = new StringWriter();
        HgrmWriter.Write(histogram, output, unitsPerValue);
        return output.ToString();
    }
}
