using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>One primitive value as bytes, in either byte order.</summary>
internal static class WireValue
{
    private const int BitsPerByte = 8;
    private const int BitsPerWord = 64;

    public static PrimitiveValue Read(ReadOnlySpan<byte> at, PrimitiveType type, ByteOrder order)
    {
        var bits = 0UL;
        for (var i = 0; i < type.Size; i++)
        {
            var index = order == ByteOrder.LittleEndian ? type.Size - 1 - i : i;
            bits = (bits << BitsPerByte) | at[index];
        }
        return new PrimitiveValue(type.Kind, type.IsSignedInteger ? SignExtend(bits, type.Size) : bits);
    }

    public static void Write(Span<byte> at, PrimitiveType type, ByteOrder order, PrimitiveValue value)
    {
        var bits = value.Bits;
        for (var i = 0; i < type.Size; i++)
        {
            at[order == ByteOrder.LittleEndian ? i : type.Size - 1 - i] = (byte)bits;
            bits >>= BitsPerByte;
        }
    }

    /// <summary>Whether the value stands for null. Every NaN does where the null value is NaN.</summary>
    public static bool IsNull(PrimitiveValue value, PrimitiveValue nullValue)
    {
        if (!value.IsFloatingPoint) return value == nullValue;
        return nullValue.IsNaN ? value.IsNaN : value.CompareTo(nullValue) == 0;
    }

    private static ulong SignExtend(ulong bits, int size)
    {
        var shift = BitsPerWord - size * BitsPerByte;
        return (ulong)((long)(bits << shift) >> shift);
    }
}
