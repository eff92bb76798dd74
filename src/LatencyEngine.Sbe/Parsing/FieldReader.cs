using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Reads a <c>field</c> element: its type, its presence and, for a constant, its value.</summary>
internal sealed class FieldReader(TypeTable types, int schemaVersion)
{
    private readonly ValueRefReader _valueRefs = new(types);

    /// <summary>The field, or null after a report.</summary>
    public MessageField? Read(SchemaNode node, int? id, LayoutCursor cursor)
    {
        var isLegal = node.HasLegalName();
        var type = types.Resolve(node, "type");
        if (type is null || !IsFieldType(node, type) || PresenceOf(node, type) is not { } presence) return null;
        var constant = presence == Presence.Constant ? ConstantOf(node, type) : null;
        if (presence == Presence.Constant && constant is null) return null;
        if (id is null || !isLegal) return null;
        var field = node.Describe(new MessageField
        {
            Name = node.Name,
            Location = node.Location,
            Id = id.Value,
            Type = type,
            Offset = cursor.End,
            Presence = presence,
            Constant = constant,
            Epoch = node.Attribute("epoch"),
            TimeUnit = node.Attribute("timeUnit"),
        }, schemaVersion);
        return Place(node, field, cursor);
    }

    private static MessageField Place(SchemaNode node, MessageField field, LayoutCursor cursor)
    {
        field = field with
        {
            SinceVersion = Math.Max(field.SinceVersion, field.Type.SinceVersion),
            SemanticType = field.SemanticType ?? field.Type.SemanticType,
        };
        return field.IsConstant
            ? field
            : field with { Offset = cursor.Place(node, field.Type.Size, field.SinceVersion) };
    }

    private static bool IsFieldType(SchemaNode node, SchemaType type)
    {
        if (!VarDataReader.IsVarData(type)) return true;
        node.Error(Rule.UnfitFieldType, "type",
            $"field '{node.Name}' is of type '{type.Name}', which is var data; expected a <data> element");
        return false;
    }

    private static Presence? PresenceOf(SchemaNode node, SchemaType type)
    {
        var ofType = type switch
        {
            EncodedType encoded => encoded.Presence,
            EnumType enumType => enumType.Presence,
            _ => Presence.Required,
        };
        if (node.Has("presence") && node.Presence() is not { }) return null;
        var presence = node.Presence() ?? ofType;
        if (MistakeIn(node, type, presence, ofType) is not { } mistake) return presence;
        node.Error(Rule.InvalidPresence, node.Has("presence") ? "presence" : "valueRef", mistake);
        return null;
    }

    private static string? MistakeIn(SchemaNode node, SchemaType type, Presence presence, Presence ofType)
    {
        if (presence == Presence.Optional && type is SetType)
            return $"field '{node.Name}' is an optional set; a set has no null value, expected required";
        if (presence == Presence.Constant && type is SetType or CompositeType)
            return presence != Presence.Constant ? null
                : $"field '{node.Name}' is a constant {(type is SetType ? "set" : "composite")}; "
                + "expected a type or an enum";
        if (presence != Presence.Constant && ofType == Presence.Constant)
            return $"field '{node.Name}' is not constant but its type '{type.Name}' is; expected no "
                + "presence attribute";
        if (presence != Presence.Constant && node.Has("valueRef"))
            return $"field '{node.Name}' has a valueRef but is not presence=\"constant\"";
        return null;
    }

    private ConstantValue? ConstantOf(SchemaNode node, SchemaType type)
    {
        if (node.Has("valueRef")) return FromValueRef(node, type);
        if (type is EncodedType { Constant: { } constant }) return constant;
        node.Error(Rule.ConstantWithoutValue, "presence",
            $"constant field '{node.Name}' has no value; expected a valueRef, or a constant type");
        return null;
    }

    private ConstantValue? FromValueRef(SchemaNode node, SchemaType type)
    {
        if (_valueRefs.Read(node) is not { } found) return null;
        if (type is EncodedType encoded)
            return ConstantText.FromEnum(node, found.Enum, found.Value, encoded.Primitive);
        if (ReferenceEquals(type, found.Enum))
            return ConstantText.FromEnum(node, found.Enum, found.Value, found.Enum.Encoding);
        node.Error(Rule.ConstantMismatch, "valueRef",
            $"valueRef '{node.Attribute("valueRef")}' is no value of the field's type '{type.Name}'");
        return null;
    }
}
