using LatencyEngine.Domain;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>
/// What an order flow comes to, found with a book that is too simple to be wrong. One cold thread; owns that book and the
/// counters.
/// </summary>
public sealed class OrderFlowTruth : IFlowTrades
{
    private readonly TextbookBook<OrderFlowTruth> _book;
    private readonly List<ulong> _filled = [];
    private TradeHash _hash = new();
    private long _adds;
    private long _takes;
    private long _cancelsDone;
    private long _cancelsRefused;
    private long _trades;
    private long _tradesByTakes;
    private long _addsThatTraded;
    private long _addsThatRested;
    private long _takesWithRest;
    private long _modifies;
    private long _modifiesDone;
    private long _volume;
    private long _notional;
    private long _restingMost;

    public OrderFlowTruth() => _book = new TextbookBook<OrderFlowTruth>(this);

    /// <summary>Orders in the book that the last row filled, in the order of its trades.</summary>
    public IReadOnlyList<ulong> Filled => _filled;

    /// <summary>Everything up to now.</summary>
    public OrderFlowFacts Facts => new()
    {
        Adds = _adds,
        Cancels = _cancelsDone + _cancelsRefused,
        Takes = _takes,
        CancelsDone = _cancelsDone,
        CancelsRefused = _cancelsRefused,
        Trades = _trades,
        TradesByTakes = _tradesByTakes,
        TradesByAdds = _trades - _tradesByTakes,
        AddsThatTraded = _addsThatTraded,
        AddsThatRested = _addsThatRested,
        TakesWithRest = _takesWithRest,
        Modifies = _modifies,
        ModifiesDone = _modifiesDone,
        Volume = _volume,
        Notional = _notional,
        TradeHash = _hash.Value,
        Resting = _book.Orders,
        Levels = _book.Levels,
        BestBid = _book.BestOf(Side.Buy),
        BestAsk = _book.BestOf(Side.Sell),
        RestingMost = _restingMost,
    };

    public static OrderFlowFacts Of(ReadOnlySpan<OrderRow> rows)
    {
        var truth = new OrderFlowTruth();
        foreach (ref readonly var row in rows) truth.Execute(in row);
        return truth.Facts;
    }

    /// <summary>Ticks; <c>null</c> where the side is empty.</summary>
    public long? BestOf(Side side) => _book.BestOf(side);

    /// <returns>Whether the order of this row is in the book now; of a cancel, whether it was.</returns>
    public bool Execute(in OrderRow row)
    {
        _filled.Clear();
        var isInBook = row.Operation switch
        {
            OrderOperation.New => Add(in row),
            OrderOperation.NewImmediate => Take(in row),
            OrderOperation.Cancel => Cancel(row.OrderId),
            OrderOperation.Modify => Modify(in row),
            _ => throw new ArgumentException($"A row of order {row.OrderId} asks for {row.Operation}.", nameof(row)),
        };
        _restingMost = Math.Max(_restingMost, _book.Orders);
        return isInBook;
    }

    void IFlowTrades.OnTrade(ulong takerId, ulong makerId, long price, long lots, bool isMakerFilled)
    {
        _trades++;
        _volume += lots;
        _notional += price * lots;
        _hash.Add(takerId, makerId, price, lots);
        if (isMakerFilled) _filled.Add(makerId);
    }

    private bool Add(in OrderRow row)
    {
        var left = _book.Enter(row.OrderId, row.Side, row.Price, row.Quantity, mayRest: true);
        _adds++;
        if (left < row.Quantity) _addsThatTraded++;
        if (left > 0) _addsThatRested++;
        return left > 0;
    }

    private bool Take(in OrderRow row)
    {
        var before = _trades;
        var left = _book.Enter(row.OrderId, row.Side, row.Price, row.Quantity, mayRest: false);
        _takes++;
        _tradesByTakes += _trades - before;
        if (left > 0) _takesWithRest++;
        return false;
    }

    private bool Cancel(ulong orderId)
    {
        var isDone = _book.Cancel(orderId);
        if (isDone) _cancelsDone++;
        else _cancelsRefused++;
        return isDone;
    }

    private bool Modify(in OrderRow row)
    {
        _modifies++;
        if (!_book.Cancel(row.OrderId)) return false;
        _modifiesDone++;
        return _book.Enter(row.OrderId, row.Side, row.Price, row.Quantity, mayRest: true) > 0;
    }
}
