namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// A member of a composite: a type, enum, set or composite declared in place, or a <c>ref</c> to one,
/// resolved.
/// </summary>
public sealed record CompositeMember : SchemaElement
{
    /// <summary>The type; for a ref the very instance that <see cref="MessageSchema.Types"/> holds.</summary>
    public required SchemaType Type { get; init; }

    /// <summary>
    /// Bytes from the start of the composite. A constant has the offset it would have if it took space.
    /// </summary>
    public required int Offset { get; init; }

    public Presence Presence { get; init; }

    /// <summary>The value; not null exactly when <see cref="Presence"/> is constant.</summary>
    public ConstantValue? Constant { get; init; }

    /// <summary>True for <c>&lt;ref&gt;</c>: the type is declared elsewhere.</summary>
    public bool IsReference { get; init; }

    /// <summary>Bytes on the wire; 0 for a constant.</summary>
    public int Size => Presence == Presence.Constant ? 0 : Type.Size;

    public int SizeAt(int actingVersion) => Presence == Presence.Constant ? 0 : Type.SizeAt(actingVersion);
}
