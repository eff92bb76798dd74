using System.Globalization;

namespace LatencyEngine.Runtime.Metrics;

/// <summary>
/// Writes the percentile distribution in the text format of HdrHistogram 2.x (<c>outputPercentileDistribution</c>),
/// known by its extension <c>.hgrm</c> and read by the usual plotters. Cold; owns nothing.
/// </summary>
[ColdPath("reports are written by a cold thread")]
public static class HgrmWriter
{
    private const int ValueDecimals = 3;
    private const double Whole = 100.0;

    /// <param name="histogram">What to write. The values are those of the histogram's own thread: collect first.</param>
    /// <param name="output">Lines end in a line feed on every system.</param>
    /// <param name="unitsPerValue">Divides every value: 1 keeps nanoseconds, 1000 writes microseconds.</param>
    /// <param name="stepsPerHalving">Lines for each halving of the distance to 100 %.</param>
    public static void Write(
        LatencyHistogram histogram,
        TextWriter output,
        double unitsPerValue = 1,
        int stepsPerHalving = PercentileSteps.DefaultPerHalving)
    {
        output.Write(Format($"{"Value",12} {"Percentile",14} {"TotalCount",10} {"1/(1-Percentile)",14}\n\n"));
        foreach (var step in PercentileSteps.Of(histogram, stepsPerHalving)) output.Write(Line(step, unitsPerValue));
        WriteFooter(histogram, output, unitsPerValue);
    }

    private static string Line(PercentileStep step, double unitsPerValue)
    {
        var share = step.Percentile / Whole;
        var start = Format($"{Number(step.Value / unitsPerValue)} {share:F12} {step.CumulativeCount,10}");
        return share < 1 ? Format($"{start} {1 / (1 - share),14:F2}\n") : start + "\n";
    }

    private static void WriteFooter(LatencyHistogram histogram, TextWriter output, double unitsPerValue)
    {
        var mean = Number(histogram.Mean / unitsPerValue);
        var deviation = Number(histogram.StandardDeviation() / unitsPerValue);
        var max = Number(histogram.Max / unitsPerValue);
        output.Write(Format($"#[Mean    = {mean}, StdDeviation   = {deviation}]\n"));
        output.Write(Format($"#[Max     = {max}, Total count    = {histogram.Count,12}]\n"));
        output.Write(Format(
            $"#[Buckets = {histogram.Layout.HalvingCount,12}, SubBuckets     = {1 << histogram.Layout.PrecisionBits,12}]\n"));
    }

    private static string Number(double value) =>
        value.ToString("F" + ValueDecimals, CultureInfo.InvariantCulture).PadLeft(12);

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
