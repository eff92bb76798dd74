namespace LatencyEngine.Sbe.Schema;

/// <summary>The composite of a var data field, with its two members already found.</summary>
public sealed record VarDataEncoding
{
    public required CompositeType Composite { get; init; }

    /// <summary>An unsigned integer: bytes that follow.</summary>
    public required CompositeMember Length { get; init; }

    /// <summary>The member of length 0, called varData or data.</summary>
    public required CompositeMember Data { get; init; }

    /// <summary>
    /// The most bytes: the schema's limit, or what the length can hold below its null value.
    /// </summary>
    public required long MaxLength { get; init; }

    /// <summary>The encoding's name as the schema spells it; null for raw bytes.</summary>
    public string? CharacterEncoding { get; init; }

    /// <summary>Bytes of the length, and whatever precedes the data.</summary>
    public int Size => Composite.Size;

    /// <summary>True for text: the data have a character encoding, or are of type char.</summary>
    public bool IsText =>
        CharacterEncoding is not null || ((EncodedType)Data.Type).Primitive.Kind == PrimitiveKind.Char;
}
