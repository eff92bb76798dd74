using LatencyEngine.Domain;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>
/// A made-up order flow that looks like a real one: half adds, two fifths cancels of mostly recent orders, a tenth takers,
/// around a middle that wanders. Made by one cold thread, always the same from the same plan.
/// </summary>
/// <remarks>
/// The published generator, draw by draw: other drivers make the same rows, and their matchers the same trades. It has to
/// know the best prices and the live orders, so it matches while it goes, in a book of its own.
/// </remarks>
public sealed class OrderFlow
{
    private const long FirstMiddle = 100_000;
    private const int RecentOrders = 256;
    private const int NotLive = -1;

    private readonly OrderFlowTruth _truth = new();
    private readonly List<ulong> _live = [];
    private readonly List<int> _places = [NotLive]; // In the list of the live ones, by id.
    private readonly int _prefillDistance;
    private ulong _random;
    private long _middle = FirstMiddle;

    private OrderFlow(OrderFlowPlan plan)
    {
        _random = plan.Seed;
        _prefillDistance = plan.PrefillDistanceTicks;
        Rows = new OrderRow[plan.PrefillRows + plan.Operations];
        for (var i = 0; i < Rows.Length; i++) Rows[i] = Make(isPrefill: i < plan.PrefillRows) with { Sequence = i + 1 };
        PrefillRows = plan.PrefillRows;
        Facts = _truth.Facts;
        FinalMiddle = _middle;
    }

#pragma warning disable CA1819 // A million rows, which whoever measures wants as they lie.
    /// <summary>The prefill, then the operations.</summary>
    public OrderRow[] Rows { get; }
#pragma warning restore CA1819

    public int PrefillRows { get; }

    public OrderFlowFacts Facts { get; }

    /// <summary>Ticks.</summary>
    public long FinalMiddle { get; }

    public static OrderFlow Of(OrderFlowPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new OrderFlow(plan);
    }

    private OrderRow Make(bool isPrefill)
    {
        if (Below(64) == 0) _middle += Below(2) == 0 ? 1 : -1;
        var kind = isPrefill ? 0 : Below(100);
        var row = kind switch
        {
            >= 50 and < 90 when _live.Count > 0 => MakeCancel(),
            >= 90 when HasBothSides => MakeTake(),
            _ => MakeAdd(isPrefill),
        };
        var isInBook = _truth.Execute(in row);
        foreach (var filled in _truth.Filled) Forget(filled);
        if (row.Operation == OrderOperation.Cancel && isInBook) Forget(row.OrderId);
        if (row.Operation == OrderOperation.New && isInBook) Remember(row.OrderId);
        return row;
    }

    private bool HasBothSides => _truth.BestOf(Side.Buy) != null && _truth.BestOf(Side.Sell) != null;

    // One in fifty names any order there ever was, which mostly is not there any more.
    private OrderRow MakeCancel()
    {
        if (Below(50) == 0) return CancelOf((ulong)(1 + Below(_places.Count - 1)));
        var place = Below(4) != 0 ? _live.Count - 1 - Below(Math.Min(_live.Count, RecentOrders)) : Below(_live.Count);
        return CancelOf(_live[place]);
    }

    private static OrderRow CancelOf(ulong orderId) => new() { Operation = OrderOperation.Cancel, OrderId = orderId };

    private OrderRow MakeTake()
    {
        var side = DrawSide();
        var beyond = Below(4);
        var price = side == Side.Buy ? _truth.BestOf(Side.Sell)!.Value + beyond : _truth.BestOf(Side.Buy)!.Value - beyond;
        var lots = 1 + Below(24);
        if (Below(20) == 0) lots *= 10;
        return OrderOf(OrderOperation.NewImmediate, side, price, lots);
    }

    private OrderRow MakeAdd(bool isPrefill)
    {
        var side = DrawSide();
        var kind = Below(100);
        var ticks = isPrefill && _prefillDistance > 0 ? _prefillDistance : kind < 60 ? 8 : kind < 90 ? 64 : 1_000;
        var distance = 3 + Below(ticks);
        var price = side == Side.Buy ? _middle - distance : _middle + distance;
        return OrderOf(OrderOperation.New, side, price, 1 + Below(100));
    }

    private OrderRow OrderOf(OrderOperation operation, Side side, long price, long lots) =>
        new() { Operation = operation, OrderId = NextId(), Side = side, Price = price, Quantity = lots };

    private Side DrawSide() => Below(2) == 0 ? Side.Buy : Side.Sell;

    private ulong NextId()
    {
        _places.Add(NotLive);
        return (ulong)(_places.Count - 1);
    }

    private void Remember(ulong orderId)
    {
        _places[(int)orderId] = _live.Count;
        _live.Add(orderId);
    }

    // The last one takes its place: part of the rules, because cancels are drawn by place.
    private void Forget(ulong orderId)
    {
        var place = _places[(int)orderId];
        var last = _live[^1];
        _live[place] = last;
        _places[(int)last] = place;
        _live.RemoveAt(_live.Count - 1);
        _places[(int)orderId] = NotLive;
    }

    private int Below(int end) => (int)(((Next() >> 32) * (ulong)end) >> 32);

    // SplitMix64.
    private ulong Next()
    {
        _random += 0x9E37_79B9_7F4A_7C15;
        var mixed = (_random ^ (_random >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return mixed ^ (mixed >> 31);
    }
}
