using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Messages;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>SingleOrder through the struct that the product generates.</summary>
internal readonly struct GeneratedSingleOrder : ICodec
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Encode(Span<byte> buffer, long number)
    {
        Fill(ref SingleOrder.EncodeInPlace(buffer), number);
        return SingleOrder.EncodedLength;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Decode(ReadOnlySpan<byte> message)
    {
        ref readonly var m = ref SingleOrder.View(message, out var status);
        if (status != SbeStatus.Ok) throw new WrongAnswerException($"SingleOrder is refused: {status}.");
        return Sum(in m);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fill(ref SingleOrder message, long number)
    {
        message.ClientOrderId = (ulong)number;
        message.AccountRaw = (uint)number + 1;
        message.Side = Side.Buy;
        message.OrderType = OrderType.Limit;
        message.TimeInForce = TimeInForce.ImmediateOrCancel;
        message.VenueKind = VenueKind.Dark;
        message.Flags = OrderFlags.PostOnly | OrderFlags.Hidden;
        message.Quantity = (uint)number + 2;
        message.MinQuantityRaw = (int)number + 3;
        message.LimitPriceRef.MantissaRaw = number + 100;
        message.StopPriceRef.MantissaRaw = number + 101;
        message.TrySetSymbol(Sources.Symbol);
        WriteInstrument(ref message.InstrumentRef, number);
        for (var step = 0; step < SingleOrder.LadderLength; step++)
            message.SetLadder(step, (int)number + step);
        message.RatioRaw = number;
        message.TransactNanos = (ulong)number + 1_000;
        message.AlgorithmId = 7;
        message.Routing = RoutingFlags.Sweep | RoutingFlags.Test;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Sum(in SingleOrder m)
    {
        var sum = (long)m.ClientOrderId + m.AccountRaw + (byte)m.Side + (byte)m.OrderType
            + (byte)m.TimeInForce
            + (byte)m.VenueKind + (ushort)m.Flags + m.Quantity + m.MinQuantityRaw + m.LimitPrice.MantissaRaw
            + m.StopPrice.MantissaRaw + MemoryMarshal.Read<long>(m.SymbolRaw) + ReadInstrument(m.Instrument)
            + (long)m.RatioRaw + (long)m.TransactNanos + m.AlgorithmId + (long)m.Routing;
        for (var step = 0; step < SingleOrder.LadderLength; step++) sum += m.GetLadder(step);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteInstrument(ref InstrumentKey instrument, long number)
    {
        instrument.InstrumentId = (uint)number + 4;
        instrument.Venue = VenueKind.Dark;
        instrument.TickSizeRef.Mantissa = number + 102;
        instrument.TickSizeRef.Exponent = -9;
        instrument.LotRef.Size = 100;
        instrument.LotRef.LotKind = InstrumentKeyLotKind.Odd;
        instrument.LotRef.LotFlags = InstrumentKeyLotFlags.Splittable | InstrumentKeyLotFlags.Board;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long ReadInstrument(in InstrumentKey i) =>
        i.InstrumentId + (byte)i.Venue + i.TickSize.Mantissa + i.TickSize.Exponent + i.Lot.Size
            + (byte)i.Lot.LotKind
        + (byte)i.Lot.LotFlags;
}
