using System.Globalization;

namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// One value of a primitive type. Immutable. <see cref="Bits"/> holds signed integers sign-extended, unsigned
/// ones and char zero-extended, float and double as their IEEE 754 bits.
/// </summary>
public readonly record struct PrimitiveValue(PrimitiveKind Kind, ulong Bits)
{
    public bool IsFloatingPoint => Kind is PrimitiveKind.Float or PrimitiveKind.Double;

    public bool IsNaN => IsFloatingPoint && double.IsNaN(ToDouble());

    public static PrimitiveValue FromInteger(PrimitiveKind kind, Int128 value) =>
        new(kind, unchecked((ulong)value));

    public static PrimitiveValue FromSingle(float value) =>
        new(PrimitiveKind.Float, BitConverter.SingleToUInt32Bits(value));

    public static PrimitiveValue FromDouble(double value) =>
        new(PrimitiveKind.Double, BitConverter.DoubleToUInt64Bits(value));

    /// <summary>
    /// The exact integer, for integer types and char. Floating point types have <see cref="ToDouble"/>.
    /// </summary>
    public Int128 ToInteger() => Kind switch
    {
        PrimitiveKind.Int8 or PrimitiveKind.Int16 or PrimitiveKind.Int32 or PrimitiveKind.Int64 => (long)Bits,
        PrimitiveKind.Float or PrimitiveKind.Double =>
            throw new InvalidOperationException($"a {Kind} value is not an integer"),
        _ => Bits,
    };

    /// <summary>The value as a double: exact for float and double, rounded for integers above 2^53.</summary>
    public double ToDouble() => Kind switch
    {
        PrimitiveKind.Float => BitConverter.UInt32BitsToSingle((uint)Bits),
        PrimitiveKind.Double => BitConverter.UInt64BitsToDouble(Bits),
        _ => (double)ToInteger(),
    };

    public float ToSingle() =>
        Kind == PrimitiveKind.Float ? BitConverter.UInt32BitsToSingle((uint)Bits) : (float)ToDouble();

    /// <summary>A char as a character; SBE's char is one byte.</summary>
    public char ToChar() => (char)(byte)Bits;

    /// <summary>Order within one primitive type. NaN sorts before every number.</summary>
    public int CompareTo(PrimitiveValue other) =>
        IsFloatingPoint ? ToDouble().CompareTo(other.ToDouble()) : ToInteger().CompareTo(other.ToInteger());

    /// <summary>
    /// The value as a schema writes it: a number, or the character of a char that can be printed.
    /// </summary>
    public override string ToString() => Kind switch
    {
        PrimitiveKind.Float => ToSingle().ToString("R", CultureInfo.InvariantCulture),
        PrimitiveKind.Double => ToDouble().ToString("R", CultureInfo.InvariantCulture),
        PrimitiveKind.Char when Bits is > 0x20 and < 0x7F => ToChar().ToString(),
        _ => ToInteger().ToString(CultureInfo.InvariantCulture),
    };
}
