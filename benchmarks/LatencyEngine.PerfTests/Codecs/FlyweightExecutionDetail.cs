using System.Runtime.CompilerServices;
using LatencyEngine.PerfTests.Baselines;
using static LatencyEngine.PerfTests.Baselines.BlockReader;
using static LatencyEngine.PerfTests.Baselines.BlockWriter;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>ExecutionDetail through a flyweight by hand.</summary>
internal readonly struct FlyweightExecutionDetail : ICodec
{
    private const ushort BlockLength = 46;
    private const ushort FillLength = 22;
    private const byte AllocationLength = 6;
    private const byte PartyLength = 9;
    private const ushort TemplateId = 3;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Encode(Span<byte> buffer, long number)
    {
        var writer = new BlockWriter(buffer);
        Put(ref writer.Block(HeaderOverlay.SizeInBytes), 0, HeaderOverlay.Of(BlockLength, TemplateId));
        ref var root = ref writer.Block(BlockLength);
        Put(ref root, 0, (ulong)number);
        Put(ref root, 8, (ulong)number + 1);
        Put(ref root, 16, (byte)'F');
        Put(ref root, 17, (byte)1);
        Put(ref root, 18, (uint)number + 2);
        Put(ref root, 22, (uint)number + 3);
        Put(ref root, 26, number + 100);
        Put(ref root, 34, (ulong)number + 1_000);
        Put(ref root, 42, (float)number);
        WriteFills(ref writer, number);
        writer.ShortGroup(PartyLength, Sources.Parties);
        for (var i = 0; i < Sources.Parties; i++)
        {
            ref var party = ref writer.Block(PartyLength);
            Put(ref party, 0, (ulong)(number + i));
            Put(ref party, 8, (byte)i);
        }
        writer.Data((ushort)Sources.Text.Length, Sources.Text);
        writer.Data((uint)Sources.Raw.Length, Sources.Raw);
        writer.Data((ushort)Sources.Reason.Length, Sources.Reason);
        return writer.Position;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Decode(ReadOnlySpan<byte> message)
    {
        var reader = new BlockReader(message);
        var header = Get<HeaderOverlay>(ref reader.Block(HeaderOverlay.SizeInBytes), 0);
        ref var root = ref reader.Block(header.BlockLength, BlockLength);
        var sum = (long)Get<ulong>(ref root, 0) + (long)Get<ulong>(ref root, 8) + Get<byte>(ref root, 16)
            + Get<byte>(ref root, 17) + Get<uint>(ref root, 18) + Get<uint>(ref root, 22)
                + Get<long>(ref root, 26)
            + (long)Get<ulong>(ref root, 34) + (long)Get<float>(ref root, 42);
        sum += ReadFills(ref reader);
        var parties = reader.ShortGroup(out var partyLength);
        for (var i = 0; i < parties; i++)
        {
            ref var party = ref reader.Block(partyLength, PartyLength);
            sum += (long)Get<ulong>(ref party, 0) + Get<byte>(ref party, 8);
        }
        return sum + Sources.Digest(reader.Text()) + Sources.Digest(reader.Bytes())
            + Sources.Digest(reader.Text());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteFills(ref BlockWriter writer, long number)
    {
        writer.Group(FillLength, Sources.Fills);
        for (var i = 0; i < Sources.Fills; i++)
        {
            ref var fill = ref writer.Block(FillLength);
            Put(ref fill, 0, number + i);
            Put(ref fill, 8, (uint)i);
            Put(ref fill, 12, Get<ulong>(ref Unsafe.AsRef(in Sources.Symbol[0]), 0));
            Put(ref fill, 20, (ushort)2);
            writer.ShortGroup(AllocationLength, Sources.AllocationsPerFill);
            for (var j = 0; j < Sources.AllocationsPerFill; j++)
            {
                ref var allocation = ref writer.Block(AllocationLength);
                Put(ref allocation, 0, (uint)(number + j));
                Put(ref allocation, 4, (ushort)j);
            }
            writer.Data((ushort)Sources.Note.Length, Sources.Note);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long ReadFills(ref BlockReader reader)
    {
        var sum = 0L;
        var fills = reader.Group(out var fillLength);
        for (var i = 0; i < fills; i++)
        {
            ref var fill = ref reader.Block(fillLength, FillLength);
            sum += Get<long>(ref fill, 0) + Get<uint>(ref fill, 8) + (long)Get<ulong>(ref fill, 12)
                + Get<ushort>(ref fill, 20);
            var allocations = reader.ShortGroup(out var allocationLength);
            for (var j = 0; j < allocations; j++)
            {
                ref var allocation = ref reader.Block(allocationLength, AllocationLength);
                sum += Get<uint>(ref allocation, 0) + Get<ushort>(ref allocation, 4);
            }
            sum += Sources.Digest(reader.Text());
        }
        return sum;
    }
}
