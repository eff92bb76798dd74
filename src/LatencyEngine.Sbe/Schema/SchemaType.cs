namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// A type: <see cref="EncodedType"/>, <see cref="EnumType"/>, <see cref="SetType"/> or <see
/// cref="CompositeType"/>, and no other.
/// </summary>
public abstract record SchemaType : SchemaElement
{
    private protected SchemaType()
    {
    }

    /// <summary>
    /// Bytes on the wire when present as a field; 0 for constants and for the bytes of var data.
    /// </summary>
    public abstract int Size { get; }

    /// <summary>
    /// For a type declared inside a composite, the dotted path of the composites around it
    /// (<c>instrument.lot</c>); null for a type of its own. Names of inline types are unique only within
    /// their path.
    /// </summary>
    public string? DeclaringPath { get; init; }

    public bool IsInline => DeclaringPath is not null;

    /// <summary>Bytes that a message of <paramref name="actingVersion"/> must have for this type.</summary>
    public virtual int SizeAt(int actingVersion) => Size;
}
