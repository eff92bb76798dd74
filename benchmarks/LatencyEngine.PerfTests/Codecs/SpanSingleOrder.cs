using System.Runtime.CompilerServices;
using LatencyEngine.PerfTests.Baselines;
using static System.Buffers.Binary.BinaryPrimitives;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>
/// SingleOrder through <see cref="System.Buffers.Binary.BinaryPrimitives"/>, every access checked.
/// </summary>
internal readonly struct SpanSingleOrder : ICodec
{
    private const int LadderOffset = 71;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Encode(Span<byte> buffer, long number)
    {
        SpanHeader.Write(buffer, SingleOrderOverlay.BlockLength, SingleOrderOverlay.TemplateId);
        var block = buffer.Slice(HeaderOverlay.SizeInBytes, SingleOrderOverlay.BlockLength);
        block.Clear();
        WriteUInt64LittleEndian(block, (ulong)number);
        WriteUInt32LittleEndian(block[8..], (uint)number + 1);
        block[12] = 1;
        block[13] = 2;
        block[14] = 3;
        block[15] = 1;
        WriteUInt16LittleEndian(block[16..], 0x8001);
        WriteUInt32LittleEndian(block[20..], (uint)number + 2);
        WriteInt32LittleEndian(block[24..], (int)number + 3);
        WriteInt64LittleEndian(block[28..], number + 100);
        WriteInt64LittleEndian(block[36..], number + 101);
        Sources.Symbol.CopyTo(block[44..]);
        WriteUInt32LittleEndian(block[52..], (uint)number + 4);
        block[57] = 1;
        WriteInt64LittleEndian(block[58..], number + 102);
        block[66] = unchecked((byte)-9);
        WriteUInt16LittleEndian(block[67..], 100);
        block[69] = 1;
        block[70] = 9;
        for (var step = 0; step < SingleOrderOverlay.LadderSteps; step++)
            WriteInt32LittleEndian(block[(LadderOffset + step * sizeof(int))..], (int)number + step);
        WriteDoubleLittleEndian(block[87..], number);
        WriteUInt64LittleEndian(block[95..], (ulong)number + 1_000);
        WriteUInt16LittleEndian(block[103..], 7);
        WriteUInt64LittleEndian(block[105..], 1UL << 63 | 1);
        return SingleOrderOverlay.SizeInBytes;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Decode(ReadOnlySpan<byte> message)
    {
        var block = message.Slice(HeaderOverlay.SizeInBytes, SingleOrderOverlay.BlockLength);
        var sum = (long)ReadUInt64LittleEndian(block) + ReadUInt32LittleEndian(block[8..])
            + block[12] + block[13] + block[14] + block[15] + ReadUInt16LittleEndian(block[16..])
            + ReadUInt32LittleEndian(block[20..]) + ReadInt32LittleEndian(block[24..])
            + ReadInt64LittleEndian(block[28..]) + ReadInt64LittleEndian(block[36..])
            + (long)ReadUInt64LittleEndian(block[44..]) + ReadUInt32LittleEndian(block[52..]) + block[57]
            + ReadInt64LittleEndian(block[58..]) + (sbyte)block[66] + ReadUInt16LittleEndian(block[67..])
            + block[69] + block[70] + (long)ReadDoubleLittleEndian(block[87..])
            + (long)ReadUInt64LittleEndian(block[95..]) + ReadUInt16LittleEndian(block[103..])
            + (long)ReadUInt64LittleEndian(block[105..]);
        for (var step = 0; step < SingleOrderOverlay.LadderSteps; step++)
            sum += ReadInt32LittleEndian(block[(LadderOffset + step * sizeof(int))..]);
        return sum;
    }
}
