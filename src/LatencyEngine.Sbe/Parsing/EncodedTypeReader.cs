using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// Reads a <c>type</c> element: a primitive or an array of one, its range, its null and its constant.
/// </summary>
internal sealed class EncodedTypeReader(ValueRefReader valueRefs, int schemaVersion)
{
    /// <summary>The type, or null after a report.</summary>
    public EncodedType? Read(SchemaNode node)
    {
        if (PrimitiveOf(node) is not { } primitive) return null;
        var presence = node.Presence() ?? Presence.Required;
        CheckCharacterEncoding(node);
        if (LengthOf(node, primitive, presence) is not { } length) return null;
        var constant = presence == Presence.Constant ? ReadConstant(node, primitive, length) : null;
        if (presence == Presence.Constant && constant is null) return null;
        CheckValueOnlyOnConstant(node, presence);
        var type = new EncodedType
        {
            Name = node.Name,
            Location = node.Location,
            Primitive = primitive,
            Length = length,
            Presence = presence,
            Constant = constant,
            CharacterEncoding = node.Attribute("characterEncoding"),
            NullValue = Limit(node, "nullValue", primitive) ?? primitive.NullValue,
            MinValue = Limit(node, "minValue", primitive) ?? primitive.MinValue,
            MaxValue = Limit(node, "maxValue", primitive) ?? primitive.MaxValue,
        };
        CheckRange(node, type);
        return node.Describe(type, schemaVersion);
    }

    private static PrimitiveType? PrimitiveOf(SchemaNode node)
    {
        if (node.Attribute("primitiveType") is not { } name) return null;
        if (PrimitiveType.Find(name) is { } primitive) return primitive;
        node.Error(Rule.UnknownPrimitive, "primitiveType",
            $"unknown primitive type '{name}'; expected one of {string.Join(", ", PrimitiveType.All)}");
        return null;
    }

    private static int? LengthOf(SchemaNode node, PrimitiveType primitive, Presence presence)
    {
        var mayInfer = presence == Presence.Constant && primitive.Kind == PrimitiveKind.Char && !node.Has("valueRef");
        if (!node.Has("length")) return mayInfer ? Math.Max(1, node.Text.Length) : 1;
        if (node.Integer("length", 0, SchemaLimits.BlockBytesMax) is not { } length) return null;
        if ((long)length * primitive.Size > SchemaLimits.BlockBytesMax)
        {
            node.Error(Rule.TooLarge, "length",
                $"'{node.Name}' takes {(long)length * primitive.Size} bytes; the limit is "
                + $"{SchemaLimits.BlockBytesMax}");
            return null;
        }
        if (length > 0 || presence != Presence.Constant) return length;
        node.Error(Rule.BadLength, "length", $"constant '{node.Name}' has length 0; expected at least 1");
        return null;
    }

    private ConstantValue? ReadConstant(SchemaNode node, PrimitiveType primitive, int length)
    {
        if (node.Has("valueRef")) return valueRefs.Read(node) is { } found
            ? ConstantText.FromEnum(node, found.Enum, found.Value, primitive)
            : null;
        if (node.Text.Length > 0) return ConstantText.Read(node, primitive, length);
        node.Error(Rule.ConstantWithoutValue, $"constant '{node.Name}' has no value; expected text inside "
            + "or a valueRef");
        return null;
    }

    private static void CheckValueOnlyOnConstant(SchemaNode node, Presence presence)
    {
        if (presence == Presence.Constant) return;
        if (!string.IsNullOrWhiteSpace(node.Text))
            node.Error(Rule.InvalidPresence,
                $"'{node.Name}' has the value '{node.Text.Trim()}' but is not presence=\"constant\"");
        if (node.Has("valueRef"))
            node.Error(Rule.InvalidPresence, "valueRef", $"'{node.Name}' has a valueRef but is not "
                + "presence=\"constant\"");
    }

    private static void CheckCharacterEncoding(SchemaNode node)
    {
        if (node.Attribute("characterEncoding") is { } name && TextEncoding.Find(name) is null)
            node.Error(Rule.UnknownCharacterEncoding, "characterEncoding",
                $"unknown characterEncoding '{name}'; expected an IANA name such as ASCII, UTF-8 or "
                + "ISO-8859-1");
    }

    private static PrimitiveValue? Limit(SchemaNode node, string attribute, PrimitiveType primitive)
    {
        if (node.Attribute(attribute) is not { } text) return null;
        var value = PrimitiveText.Parse(primitive, text);
        if (value is null)
            node.Error(Rule.UnfitLimit, attribute,
                $"{attribute} '{text}' of '{node.Name}' is no {primitive.Name}; expected "
                + $"{PrimitiveText.Expected(primitive)}");
        return value;
    }

    private static void CheckRange(SchemaNode node, EncodedType type)
    {
        if (type.MinValue.CompareTo(type.MaxValue) > 0)
            node.Error(Rule.MinAboveMax, node.Has("minValue") ? "minValue" : "maxValue",
                $"the range of '{node.Name}' is empty: minValue {type.MinValue} is above maxValue "
                + $"{type.MaxValue}");
        else if (type.Presence == Presence.Optional && Contains(type, type.NullValue))
            node.Error(Rule.NullInsideRange, node.Has("nullValue") ? "nullValue" : "presence",
                $"nullValue {type.NullValue} of '{node.Name}' is inside its range "
                + $"{type.MinValue} to {type.MaxValue}; expected a value that is never valid");
    }

    // A custom null inside the primitive's own range is what custom nulls are for; only a stated range
    // excludes it.
    private static bool Contains(EncodedType type, PrimitiveValue value) =>
        type.HasRange && !value.IsNaN
        && value.CompareTo(type.MinValue) >= 0 && value.CompareTo(type.MaxValue) <= 0;
}
