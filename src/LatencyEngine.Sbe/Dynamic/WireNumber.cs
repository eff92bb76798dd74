using System.Globalization;
using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>Turns a JSON number into a primitive value, exactly or not at all.</summary>
internal static class WireNumber
{
    /// <summary>The value, or why the JSON is none.</summary>
    public static (PrimitiveValue Value, string? Mistake) Read(JsonElement json, EncodedType type)
    {
        if (type.Primitive.IsFloatingPoint) return ReadFloat(json, type);
        if (ReadInteger(json) is not { } value)
            return (default, $"{JsonShape.Show(json)} is not a whole number");
        var (min, max) = (type.MinValue.ToInteger(), type.MaxValue.ToInteger());
        return value < min || value > max
            ? (default, $"{value} is out of range; expected {min} to {max}")
            : (PrimitiveValue.FromInteger(type.Primitive.Kind, value), null);
    }

    /// <summary>The whole number, also when written as 1.0 or 1e3; null for anything else.</summary>
    public static Int128? ReadInteger(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Number) return null;
        var text = json.GetRawText();
        if (Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && decimal.IsInteger(number) ? (Int128)number : null;
    }

    private static (PrimitiveValue Value, string? Mistake) ReadFloat(JsonElement json, EncodedType type)
    {
        if (json.ValueKind == JsonValueKind.String && FloatWords.Parse(json.GetString()!) is { } word)
            return (double.IsNaN(word) ? type.Primitive.NullValue : Pack(word, type), null);
        if (json.ValueKind != JsonValueKind.Number)
            return (default, $"{JsonShape.Show(json)} is not a number");
        var value = Pack(json.GetRawText(), type);
        if (!double.IsFinite(value.ToDouble()))
            return (default, $"{JsonShape.Show(json)} does not fit {type.Primitive}");
        return value.CompareTo(type.MinValue) < 0 || value.CompareTo(type.MaxValue) > 0
            ? (default, $"{value} is out of range; expected {type.MinValue} to {type.MaxValue}")
            : (value, null);
    }

    // Each width is parsed from the text: a double rounded to a float may be off by one in the last place.
    private static PrimitiveValue Pack(string text, EncodedType type) =>
        type.Primitive.Kind == PrimitiveKind.Float
            ? PrimitiveValue.FromSingle(float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))
            : PrimitiveValue.FromDouble(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));

    private static PrimitiveValue Pack(double value, EncodedType type) =>
        type.Primitive.Kind == PrimitiveKind.Float
            ? PrimitiveValue.FromSingle((float)value)
            : PrimitiveValue.FromDouble(value);
}
