using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.PerfTests.Baselines;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>TopOfBook through a packed struct over the buffer.</summary>
internal readonly struct OverlayTopOfBook : ICodec
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Encode(Span<byte> buffer, long number)
    {
        ref var message = ref MemoryMarshal.AsRef<TopOfBookOverlay>(buffer);
        message.Header = HeaderOverlay.Of(TopOfBookOverlay.BlockLength, TopOfBookOverlay.TemplateId);
        message.Sequence = (ulong)number;
        message.InstrumentId = (uint)number + 1;
        message.Flags = 3;
        message.Level = (sbyte)(number & 7);
        message.Bid = number + 100;
        message.Ask = number + 101;
        message.BidSize = (uint)number + 10;
        message.AskSize = (uint)number + 11;
        message.Last = number + 102;
        message.SourceNanos = (ulong)number + 1_000;
        message.TradeCount = (uint)number + 12;
        return TopOfBookOverlay.SizeInBytes;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Decode(ReadOnlySpan<byte> message) =>
        Sum(in MemoryMarshal.AsRef<TopOfBookOverlay>(message));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Sum(in TopOfBookOverlay m) =>
        (long)m.Sequence + m.InstrumentId + m.Flags + m.Level + m.Bid + m.Ask + m.BidSize + m.AskSize + m.Last
            + (long)m.SourceNanos + m.TradeCount;
}
