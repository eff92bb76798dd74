using System.Globalization;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// Reads the values that a schema writes as text: constants, limits, nulls and enum values.
/// </summary>
internal static class PrimitiveText
{
    /// <summary>The value, or null where the text is no value of this primitive.</summary>
    public static PrimitiveValue? Parse(PrimitiveType type, string text)
    {
        if (type.Kind == PrimitiveKind.Char) return ParseChar(text);
        return type.IsFloatingPoint ? ParseFloat(type, text.Trim()) : ParseInteger(type, text.Trim());
    }

    /// <summary>What a value of this primitive looks like, for messages.</summary>
    public static string Expected(PrimitiveType type) => type.Kind switch
    {
        PrimitiveKind.Char => "one ASCII character",
        PrimitiveKind.Float or PrimitiveKind.Double => $"a {type.Name} number",
        _ => $"a whole number from {LowestOf(type)} to {HighestOf(type)}",
    };

    private static PrimitiveValue? ParseChar(string text) =>
        text.Length == 1 && text[0] < 0x80 ? new PrimitiveValue(PrimitiveKind.Char, text[0]) : null;

    private static PrimitiveValue? ParseInteger(PrimitiveType type, string text)
    {
        if (!Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return null;
        return value < LowestOf(type) || value > HighestOf(type) ? null : PrimitiveValue.FromInteger(type.Kind, value);
    }

    private static PrimitiveValue? ParseFloat(PrimitiveType type, string text)
    {
        if (text == "NaN") return type.NullValue;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return null;
        if (type.Kind == PrimitiveKind.Double)
            return double.IsFinite(value) ? PrimitiveValue.FromDouble(value) : null;
        var single = float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture); // Not twice rounded.
        return float.IsFinite(single) ? PrimitiveValue.FromSingle(single) : null;
    }

    // The null value of an integer type is its lowest (signed) or highest (unsigned) representable one.
    private static Int128 LowestOf(PrimitiveType type) =>
        type.IsSignedInteger ? type.NullValue.ToInteger() : 0;

    private static Int128 HighestOf(PrimitiveType type) =>
        type.IsSignedInteger ? type.MaxValue.ToInteger() : type.NullValue.ToInteger();
}
