using System.Runtime.CompilerServices;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Messages;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>DepthSnapshot through the codecs that the product generates.</summary>
internal readonly struct GeneratedDepthSnapshot : ICodec
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Encode(Span<byte> buffer, long number)
    {
        var encoder = DepthSnapshotEncoder.Wrap(buffer);
        ref var block = ref encoder.Block;
        block.InstrumentId = (uint)number;
        block.Sequence = (ulong)number + 1;
        ref var bids = ref encoder.Bids(Sources.Levels);
        for (var i = 0; i < Sources.Levels; i++)
        {
            ref var level = ref bids.Next();
            level.PriceRef.Mantissa = number + i;
            level.Size = (uint)i;
        }
        ref var asks = ref encoder.Asks(Sources.Levels);
        for (var i = 0; i < Sources.Levels; i++)
        {
            ref var level = ref asks.Next();
            level.PriceRef.Mantissa = number + 1 + i;
            level.Size = (uint)i;
        }
        return encoder.Complete();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Decode(ReadOnlySpan<byte> message)
    {
        if (!DepthSnapshotDecoder.TryWrap(message, out var decoder, out var status))
            throw new WrongAnswerException($"DepthSnapshot is refused: {status}.");
        var sum = decoder.InstrumentId + (long)decoder.Sequence;
        foreach (var level in decoder.Bids) sum += level.Price.Mantissa + level.Size;
        foreach (var level in decoder.Asks) sum += level.Price.Mantissa + level.Size;
        return sum;
    }
}
