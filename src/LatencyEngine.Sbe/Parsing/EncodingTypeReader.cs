using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Resolves the encodingType of an enum or a set: a primitive, or a declared type of one.</summary>
internal sealed class EncodingTypeReader(TypeTable types)
{
    /// <summary>The encoding; null after a report.</summary>
    public EncodedType? Read(SchemaNode node, Func<PrimitiveType, bool> allows, string expected)
    {
        if (node.Attribute("encodingType") is not { } name) return null;
        if (types.Resolve(node, "encodingType") is not { } type) return null;
        if (type is EncodedType { Length: 1, Presence: not Presence.Constant } encoding && allows(encoding.Primitive))
            return encoding;
        node.Error(Rule.BadEncodingType, "encodingType",
            $"encodingType '{name}' is {Describe(type)}; expected {expected}, or a type of one");
        return null;
    }

    private static string Describe(SchemaType type) => type switch
    {
        EncodedType { Presence: Presence.Constant } => "a constant",
        EncodedType { Length: not 1 } => "an array",
        EncodedType encoded => $"of primitive type {encoded.Primitive.Name}",
        EnumType => "an enum",
        SetType => "a set",
        _ => "a composite",
    };
}
