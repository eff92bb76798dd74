using System.Text;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Turns the text or the valueRef of a constant into its value.</summary>
internal static class ConstantText
{
    /// <summary>The value of a constant given as text; null after a report.</summary>
    public static ConstantValue? Read(SchemaNode node, PrimitiveType primitive, int length)
    {
        if (length > 1) return ReadArray(node, primitive, length);
        if (PrimitiveText.Parse(primitive, node.Text) is { } value)
            return new ConstantValue { Text = value.ToString(), Value = value };
        node.Error(Rule.ConstantMismatch,
            $"constant '{node.Text}' of '{node.Name}' is no {primitive.Name}; "
            + $"expected {PrimitiveText.Expected(primitive)}");
        return null;
    }

    /// <summary>
    /// The value of a constant given as <c>Enum.Value</c>, in the primitive of the constant.
    /// </summary>
    public static ConstantValue? FromEnum(SchemaNode node, EnumType type, EnumValue value, PrimitiveType primitive)
    {
        var text = $"{type.Name}.{value.Name}";
        if (type.Encoding == primitive)
            return new ConstantValue { Text = text, Value = value.Value, EnumValue = value };
        if (!primitive.IsFloatingPoint && Fits(value.Value.ToInteger(), primitive))
        {
            var converted = PrimitiveValue.FromInteger(primitive.Kind, value.Value.ToInteger());
            return new ConstantValue { Text = text, Value = converted, EnumValue = value };
        }
        node.Error(Rule.ConstantMismatch, "valueRef",
            $"'{text}' is {value.Value} of {type.Encoding.Name}, which '{node.Name}' of {primitive.Name} "
            + "cannot hold");
        return null;
    }

    private static bool Fits(Int128 value, PrimitiveType primitive) =>
        value >= primitive.MinValue.ToInteger() && value <= primitive.MaxValue.ToInteger();

    private static ConstantValue? ReadArray(SchemaNode node, PrimitiveType primitive, int length)
    {
        if (primitive.Kind != PrimitiveKind.Char)
        {
            node.Error(Rule.ConstantMismatch, "length",
                $"constant '{node.Name}' is an array of {primitive.Name}; expected a single value, or an "
                + "array of char");
            return null;
        }
        if (BytesOf(node) is not { } bytes) return null;
        if (bytes.Length <= length)
            return new ConstantValue
            {
                Text = node.Text,
                Value = new PrimitiveValue(PrimitiveKind.Char, bytes[0]),
                Bytes = [.. bytes, .. new byte[length - bytes.Length]],
            };
        node.Error(Rule.ConstantMismatch, "length",
            $"constant '{node.Text}' of '{node.Name}' has {bytes.Length} bytes; expected at most its "
            + $"length, {length}");
        return null;
    }

    private static byte[]? BytesOf(SchemaNode node)
    {
        var name = node.Attribute("characterEncoding");
        if (TextEncoding.Find(name) is not { } encoding) return null;
        try
        {
            return encoding.GetBytes(node.Text);
        }
        catch (EncoderFallbackException)
        {
            node.Error(Rule.ConstantMismatch,
                $"constant '{node.Text}' of '{node.Name}' has characters outside "
                + $"{name ?? TextEncoding.DefaultName}");
            return null;
        }
    }
}
