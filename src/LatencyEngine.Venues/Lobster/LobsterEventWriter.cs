using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Venues.Lobster;

/// <summary>
/// Turns what a LOBSTER recording tells into the engine's events. Used by the feed's thread; owns the events of the
/// message in hand and the last quote.
/// </summary>
internal sealed class LobsterEventWriter(InstrumentTerms terms, int capacity)
{
    // What the price column of a halt message says.
    private const long TradingHalted = -1;
    private const long QuotingResumed = 0;

    private readonly EventBatch _batch = new(capacity);
    private readonly uint _instrumentId = terms.Id;
    private readonly ushort _venueId = terms.VenueId;
    private BestPrices _best = BestPrices.None;
    private long _nanos;

    /// <summary>Events told so far.</summary>
    public long Told { get; private set; }

    public bool TryTake(ref EngineEvent slot)
    {
        if (!_batch.TryTake(ref slot)) return false;
        Told++;
        return true;
    }

    public void Drop() => _batch.Clear();

    /// <summary>The time of all events from now on.</summary>
    public void SetTime(long nanos) => _nanos = nanos;

    public void Status(ushort feedId, FeedState state, long messages)
    {
        ref var status = ref _batch.Add().Begin<FeedStatus>();
        status.TimestampNanos = _nanos;
        status.FeedId = feedId;
        status.State = state;
        status.Messages = (ulong)messages;
    }

    public void Snapshot(LobsterWindow window)
    {
        var levels = Levels(window.Bids) + Levels(window.Asks);
        Quote(window, MarketFlags.Snapshot);
        if (levels > 0) _batch.CloseMessage();
    }

    /// <summary>Everything that a message means, after it was applied to the window.</summary>
    public void Message(in LobsterMessage message, in LobsterChange change, LobsterWindow window)
    {
        switch (message.Type)
        {
            case LobsterMessageType.Halt:
                Halt(message.Price);
                return;
            case LobsterMessageType.CrossTrade:
                Trade(in message, Side.None);
                break;
            case LobsterMessageType.VisibleExecution:
            case LobsterMessageType.HiddenExecution:
                Order(in message);
                Trade(in message, message.Side == Side.Buy ? Side.Sell : Side.Buy);
                break;
            default:
                Order(in message);
                break;
        }

        if (change.ForgottenPrice != 0) Level(message.Side, BookAction.Remove, change.ForgottenPrice, 0);
        if (change.RevealedPrice != 0) Level(message.Side, BookAction.Set, change.RevealedPrice, change.RevealedSize);
        Quote(window, MarketFlags.None);
        _batch.CloseMessage();
    }

    private static BookOrderAction ActionOf(LobsterMessageType type) => type switch
    {
        LobsterMessageType.Submission => BookOrderAction.Add,
        LobsterMessageType.PartialCancel => BookOrderAction.Reduce,
        LobsterMessageType.Deletion => BookOrderAction.Delete,
        LobsterMessageType.VisibleExecution => BookOrderAction.Execute,
        _ => BookOrderAction.ExecuteHidden,
    };

    private int Levels(LobsterSide side)
    {
        for (var i = 0; i < side.Count; i++)
            Level(side.Side, BookAction.Set, side.PriceAt(i), side.SizeAt(i), MarketFlags.Snapshot);
        return side.Count;
    }

    private void Order(in LobsterMessage message)
    {
        ref var order = ref _batch.Add().Begin<BookOrder>();
        order.TimestampNanos = _nanos;
        order.SourceNanosRaw = _nanos;
        order.InstrumentId = _instrumentId;
        order.VenueId = _venueId;
        order.VenueOrderId = message.OrderId;
        order.Price = message.Price;
        order.Quantity = message.Size;
        order.Side = message.Side;
        order.Action = ActionOf(message.Type);
    }

    private void Trade(in LobsterMessage message, Side aggressor)
    {
        ref var trade = ref _batch.Add().Begin<Trade>();
        trade.TimestampNanos = _nanos;
        trade.SourceNanosRaw = _nanos;
        trade.InstrumentId = _instrumentId;
        trade.VenueId = _venueId;
        trade.Price = message.Price;
        trade.Quantity = message.Size;
        trade.Aggressor = aggressor;
    }

    private void Level(Side side, BookAction action, long price, long size, MarketFlags flags = MarketFlags.None)
    {
        ref var delta = ref _batch.Add().Begin<BookDelta>();
        delta.TimestampNanos = _nanos;
        delta.SourceNanosRaw = _nanos;
        delta.InstrumentId = _instrumentId;
        delta.VenueId = _venueId;
        delta.Flags = flags;
        delta.Side = side;
        delta.Action = action;
        delta.Price = price;
        delta.Quantity = size;
    }

    private void Quote(LobsterWindow window, MarketFlags flags)
    {
        var best = BestPrices.Of(window);
        if (best == _best) return;
        _best = best;
        ref var quote = ref _batch.Add().Begin<Quote>();
        quote.TimestampNanos = _nanos;
        quote.SourceNanosRaw = _nanos;
        quote.InstrumentId = _instrumentId;
        quote.VenueId = _venueId;
        quote.Flags = flags;
        quote.BidPriceRaw = best.BidPrice;
        quote.BidQuantity = best.BidSize;
        quote.AskPriceRaw = best.AskPrice;
        quote.AskQuantity = best.AskSize;
    }

    // Quoting that resumes is not trading yet.
    private void Halt(long code)
    {
        ref var status = ref _batch.Add().Begin<InstrumentStatusChanged>();
        status.TimestampNanos = _nanos;
        status.InstrumentId = _instrumentId;
        status.Status = code is TradingHalted or QuotingResumed ? InstrumentStatus.Halted : InstrumentStatus.Open;
    }

    private readonly record struct BestPrices(long BidPrice, long BidSize, long AskPrice, long AskSize)
    {
        public static readonly BestPrices None =
            new(Domain.Quote.BidPriceNullValue, 0, Domain.Quote.AskPriceNullValue, 0);

        public static BestPrices Of(LobsterWindow window)
        {
            var best = None;
            if (window.Bids.Count > 0) best = best with { BidPrice = window.Bids.PriceAt(0), BidSize = window.Bids.SizeAt(0) };
            if (window.Asks.Count > 0) best = best with { AskPrice = window.Asks.PriceAt(0), AskSize = window.Asks.SizeAt(0) };
            return best;
        }
    }
}
