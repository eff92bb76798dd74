using System.Text;

namespace LatencyEngine.Runtime.Metrics;

/// <summary>
/// The percentile curve in characters: across, each nine more of the percentile takes the same room; upwards, the value
/// on a logarithmic scale. Cold; owns nothing.
/// </summary>
[ColdPath("reports are written by a cold thread")]
public static class PercentilePlot
{
    public const int DefaultWidth = 60;
    public const int DefaultHeight = 12;

    private const int LabelWidth = 9;
    private const int MaxNines = 6;

    public static void Write(
        LatencyHistogram histogram, TextWriter output, int width = DefaultWidth, int height = DefaultHeight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 2);
        if (histogram.Count == 0)
        {
            output.WriteLine("nothing recorded");
            return;
        }
        var nines = Math.Clamp((int)Math.Ceiling(Math.Log10(histogram.Count)), 1, MaxNines);
        var values = Curve(histogram, width, nines);
        var (low, high) = (Math.Log10(Math.Max(1, values[0])), Math.Log10(Math.Max(1, values[^1])));
        var span = Math.Max(high - low, 0.1);
        for (var row = height - 1; row >= 0; row--) output.WriteLine(Row(values, low, span, row, height));
        output.WriteLine(Axis(width, nines));
    }

    // Column 0 is the 0th percentile, the last one the exact maximum.
    private static long[] Curve(LatencyHistogram histogram, int width, int nines)
    {
        var values = new long[width];
        for (var column = 0; column < width - 1; column++)
            values[column] = histogram.ValueAtPercentile(100 * (1 - Math.Pow(10, -(double)nines * column / (width - 1))));
        values[^1] = histogram.Max;
        return values;
    }

    private static string Row(long[] values, double low, double span, int row, int height)
    {
        var label = DurationText.Of(Math.Pow(10, low + (span * row / (height - 1))));
        var line = new StringBuilder(label.PadLeft(LabelWidth)).Append(" |");
        foreach (var value in values)
        {
            var level = (int)Math.Round((Math.Log10(Math.Max(1, value)) - low) / span * (height - 1));
            line.Append(level == row ? '*' : ' ');
        }
        return line.ToString().TrimEnd();
    }

    private static string Axis(int width, int nines)
    {
        var axis = new StringBuilder(new string(' ', LabelWidth + 2 + width + LabelWidth));
        for (var nine = 0; nine <= nines; nine++)
        {
            var label = nine switch
            {
                0 => "0",
                _ when nine == nines => "max",
                1 => "90%",
                2 => "99%",
                _ => "99." + new string('9', nine - 2) + "%",
            };
            var at = LabelWidth + 2 + (nine * (width - 1) / nines);
            for (var i = 0; i < label.Length; i++) axis[at + i] = label[i];
        }
        return axis.ToString().TrimEnd();
    }
}
