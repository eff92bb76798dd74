using System.Runtime.CompilerServices;
using LatencyEngine.Domain;

namespace LatencyEngine.Viewer.Projection;

/// <summary>
/// Takes single market data over into the table of instruments, for who follows every update. The thread of the table.
/// </summary>
/// <remarks>
/// <para><b>What it takes.</b> Quotes and trades of instruments that tell no more than their best prices. Instruments with
/// a book come conflated, prices and levels alike, so that the two always belong together.</para>
/// <para><b>Once.</b> An update is taken when it is after the one that the row says it holds; whichever of the two
/// streams is ahead, nothing counts twice.</para>
/// </remarks>
internal sealed class MarketApplier(InstrumentTable instruments)
{
    /// <param name="sequence">Of the message on the market stream.</param>
    public ViewChange Apply(long sequence, ReadOnlySpan<byte> message)
    {
        if (LatencyEngineMessages.ReadHeader(message, out var header) != SbeStatus.Ok) return ViewChange.Malformed;
        switch (header.TemplateId)
        {
            case Quote.TemplateId when Quote.TryDecode(message, out var quote): Apply(sequence, in quote); break;
            case Trade.TemplateId when Trade.TryDecode(message, out var trade): Apply(sequence, in trade); break;
            case BookDelta.TemplateId when BookDelta.TryDecode(message, out var delta): Apply(sequence, in delta); break;
            case BookOrder.TemplateId when BookOrder.TryDecode(message, out var order): Apply(sequence, in order); break;
            case Quote.TemplateId or Trade.TemplateId or BookDelta.TemplateId or BookOrder.TemplateId:
                return ViewChange.Malformed;
            default: return ViewChange.Ignored;
        }

        return ViewChange.Applied;
    }

    private void Apply(long sequence, in Quote quote)
    {
        ref var market = ref Begin(quote.InstrumentId, sequence);
        if (!Unsafe.IsNullRef(ref market)) InstrumentMarket.Apply(ref market, in quote);
    }

    private void Apply(long sequence, in Trade trade)
    {
        ref var market = ref Begin(trade.InstrumentId, sequence);
        if (!Unsafe.IsNullRef(ref market)) InstrumentMarket.Apply(ref market, in trade);
    }

    private void Apply(long sequence, in BookDelta delta)
    {
        ref var market = ref Begin(delta.InstrumentId, sequence);
        if (!Unsafe.IsNullRef(ref market)) InstrumentMarket.Touch(ref market, delta.TimestampNanos, delta.VenueId);
    }

    private void Apply(long sequence, in BookOrder order)
    {
        ref var market = ref Begin(order.InstrumentId, sequence);
        if (!Unsafe.IsNullRef(ref market)) InstrumentMarket.Apply(ref market, in order);
    }

    private ref InstrumentSnapshot Begin(uint instrumentId, long sequence)
    {
        ref readonly var known = ref instruments.Find(instrumentId);
        if (Unsafe.IsNullRef(in known) || known.Definition.MarketModel != MarketModel.TopOfBook
            || (ulong)sequence <= known.Market.MarketSequence) return ref Unsafe.NullRef<InstrumentSnapshot>();
        ref var market = ref instruments.Change(instrumentId).Market;
        market.MarketSequence = (ulong)sequence;
        return ref market;
    }
}
