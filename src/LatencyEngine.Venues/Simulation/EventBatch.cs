using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// The events of one venue message, or of one resynchronization, on their way out. Stamps time, venue and
/// flags. One thread; owns the slots.
/// </summary>
internal sealed class EventBatch(ushort feedId, ushort venueId)
{
    /// <summary>A snapshot of the fullest book, and what announces it.</summary>
    public const int EventsMax = OrderQueues.OrdersMax + 8;

    private readonly EngineEvent[] _events = new EngineEvent[EventsMax];
    private int _taken;

    public int Count { get; private set; }

    public long TimestampNanos { get; set; }

    /// <summary>Beside those of every event.</summary>
    public MarketFlags Flags { get; set; } = MarketFlags.Simulated;

    public bool TryTake(ref EngineEvent slot)
    {
        if (_taken == Count) return false;
        slot = _events[_taken++];
        return true;
    }

    public void Clear() => Count = _taken = 0;

    public void Status(FeedState state, long messages)
    {
        ref var status = ref Next().Begin<FeedStatus>();
        status.TimestampNanos = TimestampNanos;
        status.FeedId = feedId;
        status.State = state;
        status.Messages = (ulong)messages;
    }

    /// <summary>
    /// The instrument's messages from the one that was due to the one before that which came are lost.
    /// </summary>
    public void Gap(uint instrumentId, long expected, long received)
    {
        ref var gap = ref Next().Begin<FeedGap>();
        gap.IsBookLost = 1;
        gap.TimestampNanos = TimestampNanos;
        gap.FeedId = feedId;
        gap.InstrumentId = instrumentId;
        gap.Expected = (ulong)expected;
        gap.Received = (ulong)received;
    }

    public void Quote(in InstrumentState state)
    {
        ref var quote = ref Next().Begin<Quote>();
        quote.TimestampNanos = TimestampNanos;
        quote.SourceNanosRaw = TimestampNanos;
        quote.InstrumentId = state.Id;
        quote.VenueId = venueId;
        quote.Flags = Flags;
        quote.BidPriceRaw = state.PriceOf(Side.Buy, state.Bid.Key);
        quote.BidQuantity = state.Bid.Lots;
        quote.AskPriceRaw = state.PriceOf(Side.Sell, state.Ask.Key);
        quote.AskQuantity = state.Ask.Lots;
    }

    public void Trade(in InstrumentState state, Side aggressor, long price, int lots, ulong tradeId)
    {
        ref var trade = ref Next().Begin<Trade>();
        trade.TimestampNanos = TimestampNanos;
        trade.SourceNanosRaw = TimestampNanos;
        trade.InstrumentId = state.Id;
        trade.VenueId = venueId;
        trade.Flags = Flags;
        trade.Price = price;
        trade.Quantity = lots;
        trade.VenueTradeIdRaw = tradeId;
        trade.Aggressor = aggressor;
    }

    public void Level(in InstrumentState state, BookAction action, Side side, long price, int lots)
    {
        ref var delta = ref Next().Begin<BookDelta>();
        delta.TimestampNanos = TimestampNanos;
        delta.SourceNanosRaw = TimestampNanos;
        delta.InstrumentId = state.Id;
        delta.VenueId = venueId;
        delta.Flags = Flags;
        delta.Price = price;
        delta.Quantity = lots;
        delta.Side = side;
        delta.Action = action;
    }

    public void Order(
        in InstrumentState state, BookOrderAction action, ulong orderId, Side side, long price, int lots)
    {
        ref var order = ref Next().Begin<BookOrder>();
        order.TimestampNanos = TimestampNanos;
        order.SourceNanosRaw = TimestampNanos;
        order.InstrumentId = state.Id;
        order.VenueId = venueId;
        order.Flags = Flags;
        order.VenueOrderId = orderId;
        order.Price = price;
        order.Quantity = lots;
        order.Side = side;
        order.Action = action;
    }

    /// <summary>
    /// Flags the last event as the end of its venue message: the book is consistent after it.
    /// </summary>
    public void EndMessage()
    {
        Invariant.Check(Count > 0);
        ref var last = ref _events[Count - 1];
        switch (last.TemplateId)
        {
            case Domain.Quote.TemplateId: last.As<Quote>().Flags |= MarketFlags.EndOfBatch; break;
            case Domain.Trade.TemplateId: last.As<Trade>().Flags |= MarketFlags.EndOfBatch; break;
            case BookDelta.TemplateId: last.As<BookDelta>().Flags |= MarketFlags.EndOfBatch; break;
            case BookOrder.TemplateId: last.As<BookOrder>().Flags |= MarketFlags.EndOfBatch; break;
            default: Invariant.Fail("A venue message ends with market data."); break;
        }
    }

    private ref EngineEvent Next() => ref _events[Count++];
}
