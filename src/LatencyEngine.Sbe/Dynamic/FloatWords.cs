namespace LatencyEngine.Sbe.Dynamic;

/// <summary>How JSON carries the floating point values that it has no numbers for.</summary>
internal static class FloatWords
{
    public static string Of(double value) =>
        double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";

    public static double? Parse(string word) => word switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => null,
    };
}
