using System.Globalization;
using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>Single values from JSON, checked against their type. Any thread; no state.</summary>
internal static class ScalarText
{
    /// <summary>A number or character of a type, or the type's null value where it is optional.</summary>
    public static PrimitiveValue Read(JsonElement? value, EncodedType type, bool isOptional, string path)
    {
        if (value is null or { ValueKind: JsonValueKind.Null })
        {
            // NaN has no number in JSON, so null stands for it where a float is required.
            if (isOptional || (type.Primitive.IsFloatingPoint && value is not null)) return type.NullValue;
            throw new SbeEncodeException(path, $"missing; expected a value of {type.Primitive}");
        }

        var read = ReadPrimitive(value.Value, type.Primitive, path);
        if (type.HasRange && (read.CompareTo(type.MinValue) < 0 || read.CompareTo(type.MaxValue) > 0))
            throw new SbeEncodeException(path, $"{read}; the schema allows {type.MinValue} to {type.MaxValue}");
        return read;
    }

    /// <summary>An integer of a primitive type.</summary>
    public static PrimitiveValue ReadInteger(JsonElement value, PrimitiveType type, string path)
    {
        var (min, max) = RangeOf(type);
        if (value.ValueKind == JsonValueKind.Number
            && Int128.TryParse(value.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
            return PrimitiveValue.FromInteger(type.Kind, number);
        throw new SbeEncodeException(path, $"{value.GetRawText()}; expected an integer from {min} to {max}");
    }

    /// <summary>
    /// A value of an enum by its name, or by a number that the schema does not list; null where optional.
    /// </summary>
    public static ulong ReadEnum(JsonElement? value, EnumType type, bool isOptional, string path)
    {
        var names = string.Join(", ", type.Values.Select(v => v.Name));
        if (value is null or { ValueKind: JsonValueKind.Null })
            return isOptional ? type.NullValue.Bits : throw new SbeEncodeException(path, $"missing; expected {names}");
        if (value.Value.ValueKind == JsonValueKind.Number) return ReadInteger(value.Value, type.Encoding, path).Bits;
        var name = value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString()! : "";
        return type.Find(name)?.Value.Bits
            ?? throw new SbeEncodeException(path, $"{value.Value.GetRawText()}; expected {names}, or a number");
    }

    private static PrimitiveValue ReadPrimitive(JsonElement value, PrimitiveType type, string path) => type switch
    {
        { Kind: PrimitiveKind.Char } => ReadChar(value, type, path),
        { IsFloatingPoint: true } => ReadFloat(value, type, path),
        _ => ReadInteger(value, type, path),
    };

    private static PrimitiveValue ReadChar(JsonElement value, PrimitiveType type, string path)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: 1 } text && text[0] <= 0xFF)
            return new PrimitiveValue(PrimitiveKind.Char, text[0]);
        return value.ValueKind == JsonValueKind.Number
            ? ReadInteger(value, type, path)
            : throw new SbeEncodeException(path, $"{value.GetRawText()}; expected one character");
    }

    private static PrimitiveValue ReadFloat(JsonElement value, PrimitiveType type, string path)
    {
        double number;
        if (value.ValueKind == JsonValueKind.Number) number = value.GetDouble();
        else if (value.ValueKind == JsonValueKind.String && value.GetString() is "Infinity" or "-Infinity")
            number = value.GetString() == "Infinity" ? double.PositiveInfinity : double.NegativeInfinity;
        else throw new SbeEncodeException(path, $"{value.GetRawText()}; expected a number");
        if (type.Kind == PrimitiveKind.Double) return PrimitiveValue.FromDouble(number);
        var single = value.ValueKind == JsonValueKind.Number ? value.GetSingle() : (float)number;
        if (float.IsInfinity(single) && !double.IsInfinity(number))
            throw new SbeEncodeException(path, $"{value.GetRawText()} is out of the range of a float");
        return PrimitiveValue.FromSingle(single);
    }

    private static (Int128 Min, Int128 Max) RangeOf(PrimitiveType type)
    {
        var bits = type.Size * 8;
        return type.IsSignedInteger
            ? (-(Int128.One << (bits - 1)), (Int128.One << (bits - 1)) - 1)
            : (Int128.Zero, (Int128.One << bits) - 1);
    }
}
