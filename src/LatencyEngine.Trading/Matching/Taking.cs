using LatencyEngine.Domain;
using LatencyEngine.Trading.Books;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Risk;
using LatencyEngine.Trading.Risk.Checks;

namespace LatencyEngine.Trading.Matching;

/// <summary>
/// Lets an arriving order take what the market displays, best price first, at the market's prices: better
/// prices than its own are its gain. Market orders stop at their collar. The matching stage's thread.
/// </summary>
/// <remarks>
/// Nothing is taken twice: what was taken of a level counts until the market changes it. On quotes only the
/// touch can be taken; what lies behind it is not known, so it is not there. One take uses at most
/// <see cref="LevelsMax"/> levels; for a fill-or-kill order there are no more.
/// </remarks>
public sealed class Taking(
    MarketBooks books, InstrumentTable instruments, OrderTable orders, OrderLifecycle lifecycle)
{
    /// <summary>Most levels that one take may use.</summary>
    public const int LevelsMax = Capacities.SweepStepsPerEventMax;

    /// <summary>Whether the book is told in part only, so that nothing may be taken before the rest is told.</summary>
    public bool MustWait(uint instrumentId) => books.IsMidBatch(instrumentId);

    /// <summary>
    /// Whether a limit price reaches the best opposite price. A book that is not sound reaches nothing.
    /// </summary>
    public bool WouldTrade(uint instrumentId, Side side, long price) =>
        books.IsSound(instrumentId)
        && books.TryBest(instrumentId, Opposite(side), out var best, out _)
        && Accepts(side, price, best);

    /// <summary>Fills the order with what is there; all or nothing for fill-or-kill.</summary>
    public Taken Take(int link)
    {
        ref var order = ref orders[link];
        if (!books.IsSound(order.InstrumentId)) return Taken.Rest;
        if (order.TimeInForce == TimeInForce.Fok && !CanFillWhole(in order)) return Taken.Rest;
        var (instrumentId, opposite) = (order.InstrumentId, Opposite(order.Side));
        var levelsLeft = LevelsMax;
        for (var depth = 0; depth < books.LevelsOf(instrumentId, opposite); depth++)
        {
            ref var level = ref books.Level(instrumentId, opposite, depth);
            if (!Accepts(in order, level.Price)) return Taken.Rest;
            var lots = Math.Min(level.Available, order.LeavesLots);
            if (lots == 0) continue;
            if (!IsPayable(in order, level.Price, lots)) return Taken.Rest;
            if (levelsLeft-- == 0) return Taken.Paused;
            var isDone = lots == order.LeavesLots;
            level.Taken += lots;
            lifecycle.Fill(link, level.Price, lots, LiquidityRole.Taker);
            if (isDone) return Taken.All;
        }

        return Taken.Rest;
    }

    private bool CanFillWhole(in Order order)
    {
        var opposite = Opposite(order.Side);
        var (lots, levelsLeft) = (order.LeavesLots, LevelsMax);
        for (var depth = 0; depth < books.LevelsOf(order.InstrumentId, opposite); depth++)
        {
            ref var level = ref books.Level(order.InstrumentId, opposite, depth);
            if (!Accepts(in order, level.Price)) return false;
            if (level.Available == 0) continue;
            if (!IsPayable(in order, level.Price, Math.Min(level.Available, lots))) return false;
            if (levelsLeft-- == 0) return false;
            lots -= level.Available;
            if (lots <= 0) return true;
        }

        return false;
    }

    // A feed may show any price, and the collar of an order may be wide: what cannot be booked is not there.
    private bool IsPayable(in Order order, long price, long lots) =>
        price <= Worth.PriceMax
        && Worth.TryValue(in instruments[order.InstrumentId], price, lots, out var value)
        && value <= NotionalChecks.ValueMax;

    private static bool Accepts(in Order order, long price) => Accepts(order.Side, order.LimitPrice, price);

    private static bool Accepts(Side side, long limit, long price) =>
        side == Side.Buy ? price <= limit : price >= limit;

    private static Side Opposite(Side side) => side == Side.Buy ? Side.Sell : Side.Buy;
}
