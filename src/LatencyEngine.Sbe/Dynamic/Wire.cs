using System.Buffers.Binary;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Primitive values as bytes, in either byte order. Bounds are checked by the spans. Any thread; no state.
/// </summary>
internal static class Wire
{
    /// <summary>Reads a value from the start of the span.</summary>
    public static PrimitiveValue Read(ReadOnlySpan<byte> bytes, PrimitiveType type, ByteOrder order)
    {
        var bits = ReadBits(bytes, type.Size, order);
        return new PrimitiveValue(type.Kind, type.IsSignedInteger ? SignExtend(bits, type.Size) : bits);
    }

    /// <summary>Writes a value to the start of the span; of a wider pattern only the low bytes.</summary>
    public static void Write(Span<byte> bytes, PrimitiveType type, ByteOrder order, ulong bits)
    {
        var isBig = order == ByteOrder.BigEndian;
        switch (type.Size)
        {
            case 1: bytes[0] = (byte)bits; break;
            case 2 when isBig: BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)bits); break;
            case 2: BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)bits); break;
            case 4 when isBig: BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)bits); break;
            case 4: BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)bits); break;
            default:
                if (isBig) BinaryPrimitives.WriteUInt64BigEndian(bytes, bits);
                else BinaryPrimitives.WriteUInt64LittleEndian(bytes, bits);
                break;
        }
    }

    private static ulong ReadBits(ReadOnlySpan<byte> bytes, int size, ByteOrder order)
    {
        var isBig = order == ByteOrder.BigEndian;
        return size switch
        {
            1 => bytes[0],
            2 => isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            4 => isBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => isBig ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        };
    }

    private static ulong SignExtend(ulong bits, int size)
    {
        var shift = 64 - (size * 8);
        return (ulong)((long)(bits << shift) >> shift);
    }
}
