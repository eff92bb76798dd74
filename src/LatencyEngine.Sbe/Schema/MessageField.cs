namespace LatencyEngine.Sbe.Schema;

/// <summary>A field of a message's root block or of a group's block, with its place resolved.</summary>
public sealed record MessageField : SchemaElement
{
    /// <summary>The field's id (a FIX tag, by custom): 0 to 65535.</summary>
    public required int Id { get; init; }

    /// <summary>
    /// The type; for a declared one the very instance that <see cref="MessageSchema.Types"/> holds.
    /// </summary>
    public required SchemaType Type { get; init; }

    /// <summary>
    /// Bytes from the start of the block. A constant has the offset it would have if it took space.
    /// </summary>
    public required int Offset { get; init; }

    /// <summary>The field's own presence where given, else that of its type.</summary>
    public Presence Presence { get; init; }

    /// <summary>
    /// The value, from the type or by valueRef; not null exactly when <see cref="Presence"/> is constant.
    /// </summary>
    public ConstantValue? Constant { get; init; }

    /// <summary>The epoch attribute, such as <c>unix</c>; null without one.</summary>
    public string? Epoch { get; init; }

    /// <summary>The timeUnit attribute, such as <c>nanosecond</c>; null without one.</summary>
    public string? TimeUnit { get; init; }

    /// <summary>Bytes on the wire; 0 for a constant.</summary>
    public int Size => IsConstant ? 0 : Type.Size;

    public bool IsOptional => Presence == Presence.Optional;

    public bool IsConstant => Presence == Presence.Constant;

    public int SizeAt(int actingVersion) => IsConstant ? 0 : Type.SizeAt(actingVersion);
}
