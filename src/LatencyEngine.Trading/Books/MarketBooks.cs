using LatencyEngine.Domain;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Books;

/// <summary>
/// The market as the matching stage knows it: for every instrument the structure that its market data fill.
/// Written by the matching stage; tests and viewers of that stage read it between inputs.
/// </summary>
/// <remarks>
/// <b>Memory.</b> A book is made when its instrument is defined. Quotes cost about 120 bytes an instrument; a
/// book of levels reserves 56 bytes a level and side and touches what it uses; the pool of market orders is
/// shared, and made with the first order-by-order instrument. The market model of an instrument is that of
/// its first definition.
/// </remarks>
public sealed class MarketBooks(Capacities capacities)
{
    private readonly MarketModel[] _models = new MarketModel[capacities.InstrumentIdEnd];
    private readonly TopOfBook[] _tops = new TopOfBook[capacities.InstrumentIdEnd];
    private readonly LevelBook?[] _books = new LevelBook?[capacities.InstrumentIdEnd];
    private MarketOrderPool? _orders;

    /// <summary>Orders of the market and of ours that came so far: the time in which queues are ordered.</summary>
    public ulong LastArrival { get; private set; }

    public ulong NextArrival() => ++LastArrival;

    /// <summary>Makes the book of an instrument, once.</summary>
    [ColdPath("instruments are defined before trading")]
    public void Define(in InstrumentDefinition definition)
    {
        ref var model = ref _models[definition.InstrumentId];
        if (model != MarketModel.None) return;
        model = definition.MarketModel;
        if (model == MarketModel.TopOfBook) return;
        if (model == MarketModel.OrderByOrder) _orders ??= new MarketOrderPool(capacities.MarketOrders);
        var orders = model == MarketModel.OrderByOrder ? _orders : null;
        _books[definition.InstrumentId] =
            new LevelBook(definition.InstrumentId, capacities.BookLevelsPerSide, orders);
    }

    /// <summary>None where nothing is defined, also for ids out of range.</summary>
    public MarketModel ModelOf(uint instrumentId) =>
        instrumentId < (uint)_models.Length ? _models[instrumentId] : MarketModel.None;

    /// <summary>Of an instrument with quotes.</summary>
    public ref TopOfBook TopOf(uint instrumentId) => ref _tops[instrumentId];

    /// <summary>Of an instrument with levels or orders.</summary>
    public LevelBook BookOf(uint instrumentId) => _books[instrumentId]!;

    public BookState StateOf(uint instrumentId) =>
        _books[instrumentId] is { } book ? book.State : _tops[instrumentId].State;

    public bool IsSound(uint instrumentId) => StateOf(instrumentId) == BookState.Sound;

    /// <summary>Whether more belongs to what the book was told last; never so of quotes.</summary>
    public bool IsMidBatch(uint instrumentId) => _books[instrumentId] is { IsMidBatch: true };

    /// <summary>Levels of a side; of quotes one, or none without a price.</summary>
    public int LevelsOf(uint instrumentId, Side side) =>
        _books[instrumentId] is { } book ? book.SideOf(side).Count : _tops[instrumentId].Has(side) ? 1 : 0;

    /// <param name="depth">0 for the best, below <see cref="LevelsOf"/>.</param>
    public ref BookLevel Level(uint instrumentId, Side side, int depth)
    {
        if (_books[instrumentId] is { } book) return ref book.SideOf(side)[depth];
        return ref side == Side.Buy ? ref _tops[instrumentId].Bid : ref _tops[instrumentId].Ask;
    }

    /// <summary>The best price in 1e-9 and what is displayed there.</summary>
    /// <returns><c>false</c> where the side is empty.</returns>
    public bool TryBest(uint instrumentId, Side side, out long price, out long quantity)
    {
        (price, quantity) = (0, 0);
        if (LevelsOf(instrumentId, side) == 0) return false;
        ref var best = ref Level(instrumentId, side, 0);
        (price, quantity) = (best.Price, best.Quantity);
        return true;
    }

    /// <summary>
    /// Updates of an instrument were lost. Levels and orders are only in doubt when the feed says so; a quote may
    /// always be among what is missing, and the next one heals it.
    /// </summary>
    public void Distrust(uint instrumentId, bool isBookLost)
    {
        if (_books[instrumentId] is not { } book) _tops[instrumentId].Distrust();
        else if (isBookLost) book.Distrust();
    }

    public void AddTo(ref StateHash hash)
    {
        hash.Add(LastArrival);
        for (var id = 0U; id < _models.Length; id++)
        {
            if (_models[id] == MarketModel.None) continue;
            if (_books[id] is { } book) book.AddTo(ref hash);
            else AddTo(ref hash, in _tops[id]);
        }
    }

    private static void AddTo(ref StateHash hash, in TopOfBook top)
    {
        hash.Add((ulong)top.State);
        hash.Add(top.Bid.Price);
        hash.Add(top.Bid.Quantity);
        hash.Add(top.Bid.Taken);
        hash.Add(top.Ask.Price);
        hash.Add(top.Ask.Quantity);
        hash.Add(top.Ask.Taken);
    }
}
