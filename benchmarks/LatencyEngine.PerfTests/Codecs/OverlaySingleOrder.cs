using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.PerfTests.Baselines;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>SingleOrder through a packed struct over the buffer.</summary>
internal readonly struct OverlaySingleOrder : ICodec
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Encode(Span<byte> buffer, long number)
    {
        ref var message = ref MemoryMarshal.AsRef<SingleOrderOverlay>(buffer);
        message = default; // Gaps and the tail of the block are zero on the wire.
        message.Header = HeaderOverlay.Of(SingleOrderOverlay.BlockLength, SingleOrderOverlay.TemplateId);
        message.ClientOrderId = (ulong)number;
        message.Account = (uint)number + 1;
        message.Side = 1;
        message.OrderType = 2;
        message.TimeInForce = 3;
        message.VenueKind = 1;
        message.Flags = 0x8001;
        message.Quantity = (uint)number + 2;
        message.MinQuantity = (int)number + 3;
        message.LimitPrice = number + 100;
        message.StopPrice = number + 101;
        message.Symbol = MemoryMarshal.Read<ulong>(Sources.Symbol);
        message.InstrumentId = (uint)number + 4;
        message.InstrumentVenue = 1;
        message.TickMantissa = number + 102;
        message.TickExponent = -9;
        message.LotSize = 100;
        message.LotKind = 1;
        message.LotFlags = 9;
        for (var step = 0; step < SingleOrderOverlay.LadderSteps; step++)
            message.Ladder[step] = (int)number + step;
        message.Ratio = number;
        message.TransactNanos = (ulong)number + 1_000;
        message.AlgorithmId = 7;
        message.Routing = 1UL << 63 | 1;
        return SingleOrderOverlay.SizeInBytes;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Decode(ReadOnlySpan<byte> message) =>
        Sum(in MemoryMarshal.AsRef<SingleOrderOverlay>(message));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Sum(in SingleOrderOverlay m)
    {
        var sum = (long)m.ClientOrderId + m.Account + m.Side + m.OrderType + m.TimeInForce + m.VenueKind
            + m.Flags
            + m.Quantity + m.MinQuantity + m.LimitPrice + m.StopPrice + (long)m.Symbol + m.InstrumentId
            + m.InstrumentVenue + m.TickMantissa + m.TickExponent + m.LotSize + m.LotKind + m.LotFlags
            + (long)m.Ratio + (long)m.TransactNanos + m.AlgorithmId + (long)m.Routing;
        for (var step = 0; step < SingleOrderOverlay.LadderSteps; step++) sum += m.Ladder[step];
        return sum;
    }
}
