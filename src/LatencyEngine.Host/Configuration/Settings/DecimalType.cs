using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>
/// Decimal numbers kept as scaled integers; never binary floating point. In JSON, a number or a text. Immutable.
/// </summary>
/// <param name="scale">Digits after the point that the integer counts in.</param>
/// <param name="min">Scaled; allowed.</param>
/// <param name="max">Scaled; allowed.</param>
public sealed class DecimalType(int scale, long min, long max, string unit) : ISettingType<long>
{
    public string Name => "decimal";

    public string Unit => unit;

    public string Range => $"{ExactNumber.Format(min, scale)} to {ExactNumber.Format(max, scale)}";

    public string Expected =>
        $"a decimal from {Range} with at most {scale} digits after the point" + (unit.Length > 0 ? $" ({unit})" : "");

    public bool TryParse(Node scalar, out long value)
    {
        value = 0;
        if (scalar.Kind is not (NodeKind.Number or NodeKind.Word or NodeKind.Text)) return false;
        if (!ExactNumber.TryParse(scalar.Text, scale, out var number) || number < min || number > max) return false;
        value = (long)number;
        return true;
    }

    public Node Write(long value) => Node.Scalar(NodeKind.Text, ExactNumber.Format(value, scale));
}
