using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Reads one type of any of the four kinds, in its own right or inside a composite.</summary>
internal sealed class TypeReader
{
    private readonly EncodedTypeReader _encodedTypes;
    private readonly EnumReader _enums;
    private readonly SetReader _sets;
    private readonly CompositeReader _composites;

    public TypeReader(TypeTable types, int schemaVersion)
    {
        var encodings = new EncodingTypeReader(types);
        _encodedTypes = new EncodedTypeReader(new ValueRefReader(types), schemaVersion);
        _enums = new EnumReader(encodings, schemaVersion);
        _sets = new SetReader(encodings, schemaVersion);
        _composites = new CompositeReader(types, this, schemaVersion);
    }

    /// <summary>The type, or null after a report.</summary>
    public SchemaType? Read(SchemaNode node, string? declaringPath)
    {
        SchemaType? type = node.Tag switch
        {
            "type" => _encodedTypes.Read(node),
            "enum" => _enums.Read(node),
            "set" => _sets.Read(node),
            "composite" => _composites.Read(node, declaringPath),
            _ => null,
        };
        // A composite has said where it is itself, and is known by its instance.
        return type is null or CompositeType ? type : type with { DeclaringPath = declaringPath };
    }
}
