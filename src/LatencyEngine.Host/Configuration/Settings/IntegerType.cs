using System.Globalization;
using System.Numerics;
using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>Whole numbers between two bounds, which are allowed. Immutable.</summary>
public sealed class IntegerType<T>(T min, T max, string unit) : ISettingType<T>
    where T : struct, IBinaryInteger<T>
{
    public string Name { get; init; } = "integer";

    /// <summary>Only 1, 2, 4, 8 and so on.</summary>
    public bool PowersOfTwo { get; init; }

    public string Unit => unit;

    public string Range => $"{Show(min)} to {Show(max)}";

    public string Expected =>
        (PowersOfTwo ? "a power of two from " : "an integer from ") + Range + (unit.Length > 0 ? $" ({unit})" : "");

    public bool TryParse(Node scalar, out T value)
    {
        value = default;
        if (scalar.Kind is not (NodeKind.Number or NodeKind.Word)) return false;
        if (!ExactNumber.TryParse(scalar.Text, 0, out var number)) return false;
        if (number < Int128.CreateChecked(min) || number > Int128.CreateChecked(max)) return false;
        value = T.CreateChecked(number);
        return !PowersOfTwo || T.IsPow2(value);
    }

    public Node Write(T value) => Node.Scalar(NodeKind.Number, Show(value));

    private static string Show(T value) => value.ToString(null, CultureInfo.InvariantCulture);
}
