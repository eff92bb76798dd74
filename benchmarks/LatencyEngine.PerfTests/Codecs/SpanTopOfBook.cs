using System.Runtime.CompilerServices;
using LatencyEngine.PerfTests.Baselines;
using static System.Buffers.Binary.BinaryPrimitives;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>
/// TopOfBook through <see cref="System.Buffers.Binary.BinaryPrimitives"/>, every access checked.
/// </summary>
internal readonly struct SpanTopOfBook : ICodec
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Encode(Span<byte> buffer, long number)
    {
        SpanHeader.Write(buffer, TopOfBookOverlay.BlockLength, TopOfBookOverlay.TemplateId);
        var block = buffer[HeaderOverlay.SizeInBytes..];
        WriteUInt64LittleEndian(block, (ulong)number);
        WriteUInt32LittleEndian(block[8..], (uint)number + 1);
        block[12] = 3;
        block[13] = (byte)(number & 7);
        WriteInt64LittleEndian(block[14..], number + 100);
        WriteInt64LittleEndian(block[22..], number + 101);
        WriteUInt32LittleEndian(block[30..], (uint)number + 10);
        WriteUInt32LittleEndian(block[34..], (uint)number + 11);
        WriteInt64LittleEndian(block[38..], number + 102);
        WriteUInt64LittleEndian(block[46..], (ulong)number + 1_000);
        WriteUInt32LittleEndian(block[54..], (uint)number + 12);
        return TopOfBookOverlay.SizeInBytes;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Decode(ReadOnlySpan<byte> message)
    {
        var block = message[HeaderOverlay.SizeInBytes..];
        return (long)ReadUInt64LittleEndian(block) + ReadUInt32LittleEndian(block[8..]) + block[12]
            + (sbyte)block[13]
            + ReadInt64LittleEndian(block[14..]) + ReadInt64LittleEndian(block[22..])
            + ReadUInt32LittleEndian(block[30..]) + ReadUInt32LittleEndian(block[34..])
            + ReadInt64LittleEndian(block[38..]) + (long)ReadUInt64LittleEndian(block[46..])
            + ReadUInt32LittleEndian(block[54..]);
    }
}
