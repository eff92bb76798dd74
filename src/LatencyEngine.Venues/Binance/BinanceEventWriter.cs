using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Venues.Binance;

/// <summary>Writes what was understood as the engine's messages. One thread; owns the queue and the time.</summary>
internal sealed class BinanceEventWriter(InstrumentTerms terms, ushort feedId)
{
    private readonly EventQueue _queue = new();
    private readonly uint _instrumentId = terms.Id;
    private readonly ushort _venueId = terms.VenueId;
    private long _timestampNanos;
    private bool _isMovedUp;

    public bool IsEmpty => _queue.IsEmpty;

    /// <summary>Events told.</summary>
    public long Told { get; private set; }

    /// <summary>Of those, the ones whose time was moved up to that of the one before.</summary>
    public long MovedUp { get; private set; }

    /// <summary>Gap events written.</summary>
    public long Gaps { get; private set; }

    /// <summary>Sets the time of all that is written from now on; never earlier than before.</summary>
    public void MoveTo(long timestampNanos)
    {
        _isMovedUp = timestampNanos < _timestampNanos;
        if (!_isMovedUp) _timestampNanos = timestampNanos;
    }

    /// <summary>Tells the oldest event not told yet. There is one.</summary>
    public void Take(ref EngineEvent slot)
    {
        _queue.Take(ref slot);
        Told++;
        if (_isMovedUp) MovedUp++;
    }

    public void Status(FeedState state, long messages)
    {
        ref var status = ref _queue.Add<FeedStatus>();
        status.TimestampNanos = _timestampNanos;
        status.FeedId = feedId;
        status.State = state;
        status.Messages = (ulong)messages;
    }

    /// <param name="isBookLost">Depth is missing; otherwise only trades are.</param>
    public void Gap(long expected, long received, bool isBookLost)
    {
        Gaps++;
        ref var gap = ref _queue.Add<FeedGap>();
        gap.TimestampNanos = _timestampNanos;
        gap.FeedId = feedId;
        gap.InstrumentId = _instrumentId;
        gap.Expected = (ulong)expected;
        gap.Received = (ulong)received;
        gap.IsBookLost = isBookLost ? (byte)1 : (byte)0;
    }

    /// <param name="lastFlags">Of the second side.</param>
    public void ClearBook(MarketFlags lastFlags)
    {
        ClearSide(Side.Buy, MarketFlags.None);
        ClearSide(Side.Sell, lastFlags);
    }

    /// <param name="flags">Of every level; the last one also ends the batch.</param>
    public void Levels(ReadOnlySpan<BinanceLevel> levels, long sourceNanos, MarketFlags flags)
    {
        for (var i = 0; i < levels.Length; i++)
        {
            ref readonly var level = ref levels[i];
            ref var delta = ref AddDelta(level.Side, i == levels.Length - 1 ? flags | MarketFlags.EndOfBatch : flags);
            delta.SourceNanosRaw = sourceNanos;
            delta.Price = level.Price;
            delta.Quantity = level.Quantity;
            delta.Action = level.Quantity == 0 ? BookAction.Remove : BookAction.Set;
        }
    }

    public void BestPrices(BinanceMessage message)
    {
        ref var quote = ref _queue.Add<Quote>();
        quote.TimestampNanos = _timestampNanos;
        quote.SourceNanosRaw = message.SourceNanos;
        quote.InstrumentId = _instrumentId;
        quote.VenueId = _venueId;
        var (bid, ask) = (message.Bid, message.Ask);
        if (bid.Price > 0) (quote.BidPrice, quote.BidQuantity) = (bid.Price, bid.Quantity);
        if (ask.Price > 0) (quote.AskPrice, quote.AskQuantity) = (ask.Price, ask.Quantity);
    }

    public void Print(BinanceMessage message)
    {
        ref var trade = ref _queue.Add<Trade>();
        trade.TimestampNanos = _timestampNanos;
        trade.SourceNanosRaw = message.SourceNanos;
        trade.InstrumentId = _instrumentId;
        trade.VenueId = _venueId;
        trade.Price = message.Trade.Price;
        trade.Quantity = message.Trade.Quantity;
        trade.VenueTradeId = (ulong)message.TradeId;
        trade.Aggressor = message.Trade.Side;
    }

    private void ClearSide(Side side, MarketFlags flags) => AddDelta(side, flags).Action = BookAction.Clear;

    private ref BookDelta AddDelta(Side side, MarketFlags flags)
    {
        ref var delta = ref _queue.Add<BookDelta>();
        delta.TimestampNanos = _timestampNanos;
        delta.InstrumentId = _instrumentId;
        delta.VenueId = _venueId;
        delta.Side = side;
        delta.Flags = flags;
        return ref delta;
    }
}
