namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// A primitive or a fixed array of primitives, with everything that a schema may restrict about it.
/// </summary>
public sealed record EncodedType : SchemaType
{
    public required PrimitiveType Primitive { get; init; }

    /// <summary>
    /// Elements: 1 for a scalar, more for an array, 0 only for the bytes of var data. Resolved for constant
    /// char arrays, whose schema may leave it out.
    /// </summary>
    public int Length { get; init; } = 1;

    public Presence Presence { get; init; }

    /// <summary>The value; not null exactly when <see cref="Presence"/> is constant.</summary>
    public ConstantValue? Constant { get; init; }

    /// <summary>The encoding's name as the schema spells it; null when the schema gives none.</summary>
    public string? CharacterEncoding { get; init; }

    /// <summary>
    /// The value that stands for null when a use of this type is optional: the override or the default.
    /// </summary>
    public required PrimitiveValue NullValue { get; init; }

    /// <summary>The smallest valid value: the override or the default of the primitive.</summary>
    public required PrimitiveValue MinValue { get; init; }

    /// <summary>The largest valid value: the override or the default of the primitive.</summary>
    public required PrimitiveValue MaxValue { get; init; }

    /// <summary>
    /// Whether the schema restricts the range, so that values outside it should be refused.
    /// </summary>
    public bool HasRange => MinValue != Primitive.MinValue || MaxValue != Primitive.MaxValue;

    /// <summary>
    /// True when a field names a primitive directly (<c>type="uint64"</c>) and no schema declares the type.
    /// </summary>
    public bool IsBuiltIn { get; init; }

    public bool IsArray => Length > 1;

    public bool IsCharArray => IsArray && Primitive.Kind == PrimitiveKind.Char;

    public override int Size => Presence == Presence.Constant ? 0 : Primitive.Size * Length;
}
