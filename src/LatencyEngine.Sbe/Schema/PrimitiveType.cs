using System.Collections.Immutable;

namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// A primitive type of SBE 1.0 with the null value and the range that the standard gives it. Immutable; one
/// instance per <see cref="PrimitiveKind"/>.
/// </summary>
public sealed record PrimitiveType
{
    private PrimitiveType(PrimitiveKind kind, string name, int size, Int128 nullValue, Int128 min, Int128 max)
        : this(kind, name, size,
            PrimitiveValue.FromInteger(kind, nullValue),
            PrimitiveValue.FromInteger(kind, min),
            PrimitiveValue.FromInteger(kind, max))
    {
    }

    private PrimitiveType(
        PrimitiveKind kind, string name, int size, PrimitiveValue nullValue, PrimitiveValue min, PrimitiveValue max)
    {
        Kind = kind;
        Name = name;
        Size = size;
        NullValue = nullValue;
        MinValue = min;
        MaxValue = max;
    }

    public static PrimitiveType Char { get; } = new(PrimitiveKind.Char, "char", 1, 0, 0x20, 0x7E);

    public static PrimitiveType Int8 { get; } =
        new(PrimitiveKind.Int8, "int8", 1, sbyte.MinValue, sbyte.MinValue + 1, sbyte.MaxValue);

    public static PrimitiveType Int16 { get; } =
        new(PrimitiveKind.Int16, "int16", 2, short.MinValue, short.MinValue + 1, short.MaxValue);

    public static PrimitiveType Int32 { get; } =
        new(PrimitiveKind.Int32, "int32", 4, int.MinValue, int.MinValue + 1, int.MaxValue);

    public static PrimitiveType Int64 { get; } =
        new(PrimitiveKind.Int64, "int64", 8, long.MinValue, long.MinValue + 1, long.MaxValue);

    public static PrimitiveType UInt8 { get; } =
        new(PrimitiveKind.UInt8, "uint8", 1, byte.MaxValue, 0, byte.MaxValue - 1);

    public static PrimitiveType UInt16 { get; } =
        new(PrimitiveKind.UInt16, "uint16", 2, ushort.MaxValue, 0, ushort.MaxValue - 1);

    public static PrimitiveType UInt32 { get; } =
        new(PrimitiveKind.UInt32, "uint32", 4, uint.MaxValue, 0, uint.MaxValue - 1);

    public static PrimitiveType UInt64 { get; } =
        new(PrimitiveKind.UInt64, "uint64", 8, ulong.MaxValue, 0, ulong.MaxValue - 1);

    /// <summary>
    /// Null is the quiet NaN 0x7FC00000, the bits that every other codec of the standard writes.
    /// </summary>
    public static PrimitiveType Float { get; } = new(
        PrimitiveKind.Float, "float", 4, new PrimitiveValue(PrimitiveKind.Float, 0x7FC0_0000),
        PrimitiveValue.FromSingle(float.MinValue), PrimitiveValue.FromSingle(float.MaxValue));

    /// <summary>
    /// Null is the quiet NaN 0x7FF8000000000000; .NET's own <c>double.NaN</c> has the sign bit set.
    /// </summary>
    public static PrimitiveType Double { get; } = new(
        PrimitiveKind.Double, "double", 8, new PrimitiveValue(PrimitiveKind.Double, 0x7FF8_0000_0000_0000),
        PrimitiveValue.FromDouble(double.MinValue), PrimitiveValue.FromDouble(double.MaxValue));

    /// <summary>All primitive types, in the order of <see cref="PrimitiveKind"/>.</summary>
    public static ImmutableArray<PrimitiveType> All { get; } =
        [Char, Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64, Float, Double];

    public PrimitiveKind Kind { get; }

    /// <summary>The name in a schema, such as <c>uint16</c>.</summary>
    public string Name { get; }

    /// <summary>Bytes on the wire.</summary>
    public int Size { get; }

    /// <summary>
    /// The value that stands for null in an optional field, unless the type says otherwise.
    /// </summary>
    public PrimitiveValue NullValue { get; }

    /// <summary>The smallest valid value, null excluded.</summary>
    public PrimitiveValue MinValue { get; }

    /// <summary>The largest valid value, null excluded.</summary>
    public PrimitiveValue MaxValue { get; }

    public bool IsFloatingPoint => Kind is PrimitiveKind.Float or PrimitiveKind.Double;

    public bool IsSignedInteger =>
        Kind is PrimitiveKind.Int8 or PrimitiveKind.Int16 or PrimitiveKind.Int32 or PrimitiveKind.Int64;

    /// <summary>An unsigned integer; char is not one.</summary>
    public bool IsUnsignedInteger =>
        Kind is PrimitiveKind.UInt8 or PrimitiveKind.UInt16 or PrimitiveKind.UInt32 or PrimitiveKind.UInt64;

    public bool IsInteger => IsSignedInteger || IsUnsignedInteger;

    /// <summary>The primitive type called <paramref name="name"/> in schemas, or null.</summary>
    public static PrimitiveType? Find(string name)
    {
        foreach (var type in All)
            if (type.Name == name) return type;
        return null;
    }

    public override string ToString() => Name;
}
