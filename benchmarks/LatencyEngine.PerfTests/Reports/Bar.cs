namespace LatencyEngine.PerfTests.Reports;

/// <summary>Draws a figure as a bar of text. Pure.</summary>
internal static class Bar
{
    public const int WidthCells = 20;

    private const int StepsPerCell = 8;
    private const string Partial = " ▏▎▍▌▋▊▉█";

    /// <summary>
    /// A bar whose full width stands for <paramref name="greatest"/>, to an eighth of a cell.
    /// </summary>
    public static string Of(double value, double greatest)
    {
        if (double.IsNaN(value) || greatest <= 0) return "";
        var steps = (int)Math.Round(Math.Clamp(value / greatest, 0, 1) * WidthCells * StepsPerCell);
        var bar = new string(Partial[StepsPerCell], steps / StepsPerCell);
        return steps % StepsPerCell == 0 ? bar : bar + Partial[steps % StepsPerCell];
    }
}
