using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Books;
using LatencyEngine.Viewer.Projection;

namespace LatencyEngine.Streams.Publishing;

/// <summary>
/// The market of every instrument as it is told to viewers, with books of its own. The publisher's thread; owns prices
/// and books.
/// </summary>
/// <remarks>
/// The rules are those of the matching stage: which market data count for an instrument is said by its market model, and
/// a book that cannot be believed shows nothing until it is told again.
/// </remarks>
internal sealed class MarketBoard(Capacities capacities)
{
    private readonly InstrumentSnapshot[] _markets = new InstrumentSnapshot[capacities.InstrumentIdEnd];
    private readonly ContractTerms[] _terms = new ContractTerms[capacities.InstrumentIdEnd];
    private readonly MarketBooks _books = new(capacities);

    public ref readonly InstrumentSnapshot this[uint instrumentId] => ref _markets[instrumentId];

    public MarketBooks Books => _books;

    public bool Knows(uint instrumentId) => _books.ModelOf(instrumentId) != MarketModel.None;

    public bool HasLevels(uint instrumentId) =>
        _books.ModelOf(instrumentId) is MarketModel.Depth or MarketModel.OrderByOrder;

    public ref readonly ContractTerms TermsOf(uint instrumentId) => ref _terms[instrumentId];

    /// <summary>What positions are valued at, in 1e-9: the middle, else the last trade; 0 without either.</summary>
    public long MarkOf(uint instrumentId)
    {
        if (!Knows(instrumentId)) return 0;
        ref var market = ref _markets[instrumentId];
        if (market.BidPriceRaw > 0 && market.AskPriceRaw > 0)
            return market.BidPriceRaw + ((market.AskPriceRaw - market.BidPriceRaw) / 2);
        return Math.Max(0, market.LastPriceRaw);
    }

    public void Define(in InstrumentDefinition definition)
    {
        var id = definition.InstrumentId;
        if (id >= (uint)_markets.Length) return;
        _terms[id] = new ContractTerms(in definition);
        if (Knows(id)) return;
        _books.Define(in definition);
        _markets[id] = InstrumentSnapshot.Create();
        _markets[id].InstrumentId = id;
        _markets[id].VenueId = definition.VenueId;
        _markets[id].Status = InstrumentStatus.Open; // Until another one is told.
    }

    /// <summary>Takes over the market as another book of the same instrument has it. Cold.</summary>
    public void Restore(MarketBooks books, uint id, InstrumentStatus status, long nowNanos)
    {
        if (!Knows(id)) return;
        _markets[id].Status = status;
        if (!books.IsSound(id)) return;
        InstrumentMarket.Touch(ref _markets[id], nowNanos, _markets[id].VenueId);
        if (HasLevels(id)) CopyLevels(books, id);
        else CopyQuote(books, id, nowNanos);
        ShowTop(id);
    }

    private void CopyQuote(MarketBooks books, uint id, long nowNanos)
    {
        var quote = Quote.Create();
        quote.InstrumentId = id;
        quote.TimestampNanos = nowNanos;
        if (books.TryBest(id, Side.Buy, out var bid, out var bidLots)) (quote.BidPrice, quote.BidQuantity) = (bid, bidLots);
        if (books.TryBest(id, Side.Sell, out var ask, out var askLots)) (quote.AskPrice, quote.AskQuantity) = (ask, askLots);
        _books.TopOf(id).Apply(in quote);
    }

    private void CopyLevels(MarketBooks books, uint id)
    {
        var delta = new BookDelta { InstrumentId = id, Action = BookAction.Set };
        foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
            for (var depth = books.LevelsOf(id, side) - 1; depth >= 0; depth--)
            {
                ref var level = ref books.Level(id, side, depth);
                (delta.Side, delta.Price, delta.Quantity) = (side, level.Price, level.Quantity);
                _books.BookOf(id).Apply(in delta);
            }

        _books.BookOf(id).EndBatch();
    }

    public MarketChange Apply(ref EngineEvent e, long marketSequence) => e.TemplateId switch
    {
        Quote.TemplateId => Apply(in e.As<Quote>(), marketSequence),
        Trade.TemplateId => Apply(in e.As<Trade>(), marketSequence),
        BookDelta.TemplateId => Apply(in e.As<BookDelta>(), marketSequence),
        BookOrder.TemplateId => Apply(in e.As<BookOrder>(), marketSequence),
        _ => default,
    };

    public MarketChange Apply(in InstrumentStatusChanged status, long marketSequence)
    {
        if (!Knows(status.InstrumentId)) return default;
        ref var market = ref _markets[status.InstrumentId];
        market.Status = status.Status;
        return Touched(status.InstrumentId, marketSequence, isBook: false);
    }

    /// <summary>Data of an instrument were lost: what is known of its book may be wrong.</summary>
    public MarketChange Apply(in FeedGap gap, long marketSequence)
    {
        if (!Knows(gap.InstrumentId)) return default;
        _books.Distrust(gap.InstrumentId, gap.IsBookLost != 0);
        ShowTop(gap.InstrumentId);
        return Touched(gap.InstrumentId, marketSequence, HasLevels(gap.InstrumentId));
    }

    /// <summary>The prices of a book as its levels have them now; none where they cannot be believed.</summary>
    public void ShowTop(uint instrumentId)
    {
        var bid = (InstrumentSnapshot.BidPriceNullValue, 0L);
        var ask = (InstrumentSnapshot.AskPriceNullValue, 0L);
        if (_books.IsSound(instrumentId))
        {
            if (_books.TryBest(instrumentId, Side.Buy, out var price, out var lots)) bid = (price, lots);
            if (_books.TryBest(instrumentId, Side.Sell, out price, out lots)) ask = (price, lots);
        }

        InstrumentMarket.SetTop(ref _markets[instrumentId], bid, ask);
    }

    private MarketChange Apply(in Quote quote, long marketSequence)
    {
        var id = quote.InstrumentId;
        if (!Knows(id)) return default;
        if (HasLevels(id))
        {
            InstrumentMarket.Touch(ref _markets[id], quote.TimestampNanos, quote.VenueId);
            return EndBatch(id, quote.Flags, marketSequence, isBook: false);
        }

        _books.TopOf(id).Apply(in quote);
        InstrumentMarket.Apply(ref _markets[id], in quote);
        return Touched(id, marketSequence, isBook: false);
    }

    private MarketChange Apply(in Trade trade, long marketSequence)
    {
        var id = trade.InstrumentId;
        if (!Knows(id)) return default;
        // Where every order is told, executions are the trades, and a Trade beside them would count twice.
        if (_books.ModelOf(id) != MarketModel.OrderByOrder) InstrumentMarket.Apply(ref _markets[id], in trade);
        else InstrumentMarket.Touch(ref _markets[id], trade.TimestampNanos, trade.VenueId);
        return EndBatch(id, trade.Flags, marketSequence, isBook: false);
    }

    private MarketChange Apply(in BookDelta delta, long marketSequence)
    {
        var id = delta.InstrumentId;
        if (!Knows(id)) return default;
        InstrumentMarket.Touch(ref _markets[id], delta.TimestampNanos, delta.VenueId);
        if (!HasLevels(id)) return Touched(id, marketSequence, isBook: false);
        _books.BookOf(id).Apply(in delta);
        return delta.Action == BookAction.Clear
            ? Touched(id, marketSequence, isBook: true)
            : EndBatch(id, delta.Flags, marketSequence, isBook: true);
    }

    private MarketChange Apply(in BookOrder change, long marketSequence)
    {
        var id = change.InstrumentId;
        if (!Knows(id)) return default;
        InstrumentMarket.Apply(ref _markets[id], in change);
        if (_books.ModelOf(id) != MarketModel.OrderByOrder) return Touched(id, marketSequence, isBook: false);
        _books.BookOf(id).Apply(in change, _books.NextArrival(), out _);
        return change.Action == BookOrderAction.Clear
            ? Touched(id, marketSequence, isBook: true)
            : EndBatch(id, change.Flags, marketSequence, isBook: true);
    }

    // Between the parts of what belongs together a book was never as it is: it is not looked at.
    private MarketChange EndBatch(uint id, MarketFlags flags, long marketSequence, bool isBook)
    {
        if ((flags & MarketFlags.EndOfBatch) == 0 || !HasLevels(id)) return Touched(id, marketSequence, isBook);
        var wasSound = _books.IsSound(id);
        _books.BookOf(id).EndBatch();
        ShowTop(id);
        return Touched(id, marketSequence, isBook || wasSound != _books.IsSound(id));
    }

    private MarketChange Touched(uint id, long marketSequence, bool isBook)
    {
        _markets[id].MarketSequence = (ulong)marketSequence;
        return new MarketChange(id, isBook);
    }
}

/// <summary>What an input changed of the market.</summary>
/// <param name="InstrumentId">0 for nothing.</param>
/// <param name="IsBook">Levels, too.</param>
internal readonly record struct MarketChange(uint InstrumentId, bool IsBook);
