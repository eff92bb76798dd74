using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Reads a <c>data</c> element and finds the length and the bytes in its composite.</summary>
internal sealed class VarDataReader(TypeTable types, int schemaVersion)
{
    /// <summary>The var data field, or null after a report.</summary>
    public MessageData? Read(SchemaNode node, int? id)
    {
        var isLegal = node.HasLegalName();
        if (node.Presence() == Presence.Constant)
            node.Error(Rule.InvalidPresence, "presence", $"var data '{node.Name}' cannot be constant");
        if (types.Resolve(node, "type") is not { } type || EncodingOf(node, type) is not { } encoding) return null;
        if (id is null || !isLegal) return null;
        var data = node.Describe(
            new MessageData { Name = node.Name, Location = node.Location, Id = id.Value, Encoding = encoding },
            schemaVersion);
        return data with
        {
            SinceVersion = Math.Max(data.SinceVersion, type.SinceVersion),
            SemanticType = data.SemanticType ?? type.SemanticType,
        };
    }

    /// <summary>Whether a type has bytes of variable length, which only a data element may have.</summary>
    public static bool IsVarData(SchemaType type) => type switch
    {
        EncodedType encoded => encoded.Length == 0,
        CompositeType { Members: [.., { Type: EncodedType { Length: 0 } }] } => true,
        _ => false,
    };

    private static VarDataEncoding? EncodingOf(SchemaNode node, SchemaType type)
    {
        var length = (type as CompositeType)?.Find("length");
        var data = (type as CompositeType)?.Members.LastOrDefault();
        if (MistakeIn(type, length, data) is { } mistake)
        {
            node.Error(Rule.BadVarData, "type", $"var data '{node.Name}' has the type '{type.Name}', "
                + $"{mistake}");
            return null;
        }
        var bytes = (EncodedType)data!.Type;
        return new VarDataEncoding
        {
            Composite = (CompositeType)type,
            Length = length!,
            Data = data,
            MaxLength = WireCount.MaxOf(length!),
            CharacterEncoding = bytes.CharacterEncoding,
        };
    }

    private static string? MistakeIn(SchemaType type, CompositeMember? length, CompositeMember? data)
    {
        if (type is not CompositeType) return "which is not a composite; expected one of a length and "
            + "varData";
        if (length is null) return "which has no member 'length'; expected an unsigned integer of this name";
        if (WireCount.MistakeIn(length) is { } mistake) return $"whose 'length' {mistake}";
        if (data?.Name is not ("varData" or "data") || data.Type is not EncodedType { Length: 0 } bytes)
            return "whose last member is not var data; expected one called varData with length=\"0\"";
        if (bytes.Primitive.Size != 1) return $"whose data are of {bytes.Primitive.Name}; expected uint8, "
            + "int8 or char";
        return null;
    }
}
