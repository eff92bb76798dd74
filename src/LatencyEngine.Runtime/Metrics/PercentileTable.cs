using System.Globalization;

namespace LatencyEngine.Runtime.Metrics;

/// <summary>Histograms side by side as a text table for people, one column each. Cold; owns nothing.</summary>
[ColdPath("reports are written by a cold thread")]
public static class PercentileTable
{
    private const int MinColumnWidth = 10;

    private static readonly double[] Percentiles = [50, 75, 90, 99, 99.9, 99.99, 99.999];

    /// <summary>
    /// Count, mean, deviation, least value, percentiles and maximum. A percentile that fewer values than it takes to
    /// tell it from the maximum stand for (99.99 of 500 values) is left blank rather than made up.
    /// </summary>
    public static void Write(TextWriter output, params ReadOnlySpan<(string Title, LatencyHistogram Histogram)> columns)
    {
        WriteRow(output, columns, "", static column => column.Title);
        WriteRow(output, columns, "count", static column => Number(column.Histogram.Count));
        WriteRow(output, columns, "mean", static column => DurationText.Of(column.Histogram.Mean));
        WriteRow(output, columns, "deviation", static column => DurationText.Of(column.Histogram.StandardDeviation()));
        WriteRow(output, columns, "min", static column => DurationText.Of(column.Histogram.Min));
        foreach (var percentile in Percentiles)
            WriteRow(output, columns, Name(percentile), column => Cell(column.Histogram, percentile));
        WriteRow(output, columns, "max", static column => DurationText.Of(column.Histogram.Max));
        WriteOddities(output, columns);
    }

    private static string Name(double percentile) =>
        string.Create(CultureInfo.InvariantCulture, $"p{percentile}");

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Cell(LatencyHistogram histogram, double percentile) =>
        histogram.Count * (100 - percentile) < 99.9999
            ? ""
            : DurationText.Of(histogram.ValueAtPercentile(percentile));

    private static void WriteRow(
        TextWriter output,
        ReadOnlySpan<(string Title, LatencyHistogram Histogram)> columns,
        string name,
        Func<(string Title, LatencyHistogram Histogram), string> cell)
    {
        var line = name.PadRight(MinColumnWidth);
        foreach (var column in columns)
            line += "  " + cell(column).PadLeft(Math.Max(MinColumnWidth, column.Title.Length));
        output.WriteLine(line.TrimEnd());
    }

    private static void WriteOddities(
        TextWriter output, ReadOnlySpan<(string Title, LatencyHistogram Histogram)> columns)
    {
        foreach (var (title, histogram) in columns)
        {
            if (histogram.SaturatedCount > 0)
                output.WriteLine(
                    $"{title}: {Number(histogram.SaturatedCount)} above {DurationText.Of(histogram.Layout.MaxValue)}"
                    + ", the histogram's limit; percentiles there show the maximum.");
            if (histogram.NegativeCount > 0)
                output.WriteLine($"{title}: {Number(histogram.NegativeCount)} negative, counted as 0: compare clocks.");
        }
    }
}
