using System.Runtime.CompilerServices;
using LatencyEngine.PerfTests.Baselines;
using static LatencyEngine.PerfTests.Baselines.BlockReader;
using static LatencyEngine.PerfTests.Baselines.BlockWriter;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>DepthSnapshot through a flyweight by hand.</summary>
internal readonly struct FlyweightDepthSnapshot : ICodec
{
    private const ushort BlockLength = 16;
    private const ushort LevelLength = 16;
    private const int LevelKnownLength = 12;
    private const ushort TemplateId = 4;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Encode(Span<byte> buffer, long number)
    {
        var writer = new BlockWriter(buffer);
        Put(ref writer.Block(HeaderOverlay.SizeInBytes), 0, HeaderOverlay.Of(BlockLength, TemplateId));
        ref var root = ref writer.Block(BlockLength);
        Put(ref root, 0, (ulong)(uint)number); // The instrument, and the gap behind it.
        Put(ref root, 8, (ulong)number + 1);
        WriteLevels(ref writer, number);
        WriteLevels(ref writer, number + 1);
        return writer.Position;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Decode(ReadOnlySpan<byte> message)
    {
        var reader = new BlockReader(message);
        var header = Get<HeaderOverlay>(ref reader.Block(HeaderOverlay.SizeInBytes), 0);
        ref var root = ref reader.Block(header.BlockLength, BlockLength);
        var sum = Get<uint>(ref root, 0) + (long)Get<ulong>(ref root, 8);
        return sum + ReadLevels(ref reader) + ReadLevels(ref reader);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteLevels(ref BlockWriter writer, long number)
    {
        writer.Group(LevelLength, Sources.Levels);
        for (var i = 0; i < Sources.Levels; i++)
        {
            ref var level = ref writer.Block(LevelLength);
            Put(ref level, 0, number + i);
            Put(ref level, 8, (ulong)(uint)i); // The size, and the gap behind it.
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long ReadLevels(ref BlockReader reader)
    {
        var sum = 0L;
        var count = reader.Group(out var blockLength);
        for (var i = 0; i < count; i++)
        {
            ref var level = ref reader.Block(blockLength, LevelKnownLength);
            sum += Get<long>(ref level, 0) + Get<uint>(ref level, 8);
        }
        return sum;
    }
}
