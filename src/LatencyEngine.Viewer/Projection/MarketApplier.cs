using System.Runtime.CompilerServices;
using LatencyEngine.Domain;

namespace LatencyEngine.Viewer.Projection;

/// <summary>
/// Takes single market data over into the table of instruments, for who follows every update. The thread of the table.
/// </summary>
/// <remarks>
/// Of books only the number of their changes counts here: their levels come conflated, and so do the best prices of
/// instruments that tell levels or orders.
/// </remarks>
internal sealed class MarketApplier(InstrumentTable instruments)
{
    public ViewChange Apply(ushort templateId, ReadOnlySpan<byte> message)
    {
        switch (templateId)
        {
            case Quote.TemplateId when Quote.TryDecode(message, out var quote): Apply(in quote); break;
            case Trade.TemplateId when Trade.TryDecode(message, out var trade): Apply(in trade); break;
            case BookDelta.TemplateId when BookDelta.TryDecode(message, out var delta):
                Touch(delta.InstrumentId, delta.TimestampNanos, delta.VenueId);
                break;
            case BookOrder.TemplateId when BookOrder.TryDecode(message, out var order): Apply(in order); break;
            case BookSnapshotDecoder.TemplateId:
                return instruments.SetDepth(message) ? ViewChange.Applied : ViewChange.Malformed;
            case InstrumentStatusChanged.TemplateId when InstrumentStatusChanged.TryDecode(message, out var status):
                Apply(in status);
                break;
            default: return IsKnown(templateId) ? ViewChange.Malformed : ViewChange.Ignored;
        }

        return ViewChange.Applied;
    }

    private static bool IsKnown(ushort templateId) => templateId
        is Quote.TemplateId or Trade.TemplateId or BookDelta.TemplateId or BookOrder.TemplateId
        or InstrumentStatusChanged.TemplateId or InstrumentDefinition.TemplateId or AccountDefinition.TemplateId
        or StrategyDefinition.TemplateId or CurrencyRate.TemplateId or FeedStatus.TemplateId or SessionOpened.TemplateId;

    private void Apply(in Quote quote)
    {
        ref var row = ref instruments.Change(quote.InstrumentId);
        if (Unsafe.IsNullRef(ref row)) return;
        if (TellsTop(in row)) InstrumentMarket.Apply(ref row.Market, in quote);
        else InstrumentMarket.Touch(ref row.Market, quote.TimestampNanos, quote.VenueId);
    }

    private void Apply(in Trade trade)
    {
        ref var row = ref instruments.Change(trade.InstrumentId);
        if (Unsafe.IsNullRef(ref row)) return;
        // Where every order is told, executions are the trades, and a Trade beside them would count twice.
        if (row.Definition.MarketModel != MarketModel.OrderByOrder) InstrumentMarket.Apply(ref row.Market, in trade);
        else InstrumentMarket.Touch(ref row.Market, trade.TimestampNanos, trade.VenueId);
    }

    private void Apply(in BookOrder order)
    {
        ref var row = ref instruments.Change(order.InstrumentId);
        if (Unsafe.IsNullRef(ref row)) return;
        InstrumentMarket.Apply(ref row.Market, in order);
    }

    private void Apply(in InstrumentStatusChanged status)
    {
        ref var row = ref instruments.Change(status.InstrumentId);
        if (!Unsafe.IsNullRef(ref row)) row.Market.Status = status.Status;
    }

    private void Touch(uint instrumentId, long timestampNanos, ushort venueId)
    {
        ref var row = ref instruments.Change(instrumentId);
        if (!Unsafe.IsNullRef(ref row)) InstrumentMarket.Touch(ref row.Market, timestampNanos, venueId);
    }

    private static bool TellsTop(in InstrumentRow row) =>
        row.Definition.MarketModel is MarketModel.TopOfBook or MarketModel.None;
}
