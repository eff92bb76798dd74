using LatencyEngine.Domain;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.Trading.Books;
using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Orders;

namespace LatencyEngine.Trading.Matching;

/// <summary>
/// Fills our resting orders by what the market does, at their own prices, best price and oldest order first. The
/// matching stage's thread.
/// </summary>
/// <remarks>
/// <para><b>By a print</b>, with at most its lots for all of our orders together. Through the order's price
/// it fills at once. At the price: on quotes by the fill model (Touch at once, Through never, Queue and None
/// by the place in the queue); on levels by the place in the queue; among orders when one that came after
/// ours traded, or when what is anonymous and before us is used up.</para>
/// <para><b>By the opposite side</b>, with at most what is displayed there and was not taken: on levels and among
/// orders as soon as it reaches the price, on quotes by the fill model (only Touch at the price itself).</para>
/// <para><b>Limits.</b> A crossing uses <see cref="Taking.LevelsMax"/> levels and goes on with the next input.</para>
/// <para><b>Never</b> on a book that is not sound, while the instrument does not trade, or for an order that
/// waits for its end in a sweep.</para>
/// </remarks>
public sealed class RestingFills(
    MarketBooks books, InstrumentTable instruments, OrderTable orders, RestingOrders resting, SweepQueue sweeps,
    OrderLifecycle lifecycle)
{
    private readonly RingDeque<uint> _unfinished = new(instruments.IdEnd);
    private readonly bool[] _isUnfinished = new bool[instruments.IdEnd];
    private int _levelsLeft;

    /// <summary>A new input: goes on with the crossings that are not finished.</summary>
    public void StartInput()
    {
        for (var left = Math.Min(_unfinished.Count, Capacities.SweepStepsPerEventMax); left > 0; left--)
        {
            _unfinished.TryRemoveFirst(out var instrumentId);
            _isUnfinished[instrumentId] = false;
            if (!books.IsMidBatch(instrumentId)) Cross(instrumentId); // The end of the batch does it otherwise.
        }
    }

    public void AddTo(ref StateHash hash)
    {
        for (var i = 0; i < _unfinished.Count; i++) hash.Add((ulong)_unfinished[i]);
    }

    public void Printed(uint instrumentId, in Print print)
    {
        if (!MayMatch(instrumentId)) return;
        var lots = Printed(instrumentId, Side.Buy, in print, print.Lots);
        if (lots > 0) Printed(instrumentId, Side.Sell, in print, lots);
    }

    /// <summary>The market stands still for a moment: does it reach our orders?</summary>
    public void Cross(uint instrumentId)
    {
        if (!MayMatch(instrumentId)) return;
        _levelsLeft = Taking.LevelsMax;
        Cross(instrumentId, Side.Buy);
        Cross(instrumentId, Side.Sell);
    }

    private bool MayMatch(uint instrumentId) =>
        !resting.IsEmpty(instrumentId) && instruments[instrumentId].IsOpen && books.IsSound(instrumentId);

    private long Printed(uint instrumentId, Side side, in Print print, long lots)
    {
        for (var link = resting.First(instrumentId, side); link != RestingOrders.None && lots > 0;)
        {
            var next = resting.Next(link);
            ref var order = ref orders[link];
            if (IsBeyond(side, print.Price, order.Price)) break;
            if (!sweeps.Covers(in order))
            {
                var share = order.Price == print.Price ? AtItsPrice(ref order, in print, lots) : lots;
                lots -= Fill(link, Math.Min(share, order.LeavesLots));
            }

            link = next;
        }

        return lots;
    }

    private long Fill(int link, long lots)
    {
        if (lots > 0) lifecycle.Fill(link, orders[link].Price, lots, LiquidityRole.Maker);
        return lots;
    }

    private long AtItsPrice(ref Order order, in Print print, long lots)
    {
        if (books.ModelOf(order.InstrumentId) == MarketModel.TopOfBook)
        {
            var model = instruments[order.InstrumentId].Definition.FillModel;
            if (model == FillModel.Touch) return lots;
            if (model == FillModel.Through) return 0;
        }

        if (print.Maker != Side.None && print.Maker != order.Side) return 0;
        return print.Kind switch
        {
            PrintKind.KnownOrder => print.Arrival > order.Arrival ? lots : 0,
            PrintKind.HiddenOrder => IsFirst(in order) ? lots : 0,
            _ => QueuePlaces.Consume(ref order, lots),
        };
    }

    private bool IsFirst(in Order order) =>
        order.AheadLots == 0
        && books.BookOf(order.InstrumentId).KnownAhead(order.Side, order.Price, order.Arrival) == 0;

    private void Cross(uint instrumentId, Side side)
    {
        for (var link = resting.First(instrumentId, side); link != RestingOrders.None;)
        {
            var next = resting.Next(link);
            if (!sweeps.Covers(in orders[link]) && !TryCross(link)) break;
            link = next;
        }
    }

    /// <returns><c>false</c> when the opposite side does not reach the order, and so none behind it; or when that has to
    /// wait for the next input.</returns>
    private bool TryCross(int link)
    {
        ref var order = ref orders[link];
        var (instrumentId, opposite) = (order.InstrumentId, Opposite(order.Side));
        var isReached = false;
        for (var depth = 0; depth < books.LevelsOf(instrumentId, opposite); depth++)
        {
            ref var level = ref books.Level(instrumentId, opposite, depth);
            if (!Reaches(in order, level.Price)) break;
            isReached = true;
            var lots = Math.Min(level.Available, order.LeavesLots);
            if (lots == 0) continue;
            if (_levelsLeft == 0)
            {
                GoOnLater(instrumentId);
                return false;
            }

            _levelsLeft--;
            var isDone = lots == order.LeavesLots;
            level.Taken += lots;
            Fill(link, lots);
            if (isDone) break;
        }

        return isReached;
    }

    private void GoOnLater(uint instrumentId)
    {
        if (_isUnfinished[instrumentId]) return;
        _isUnfinished[instrumentId] = true;
        _unfinished.TryAddLast(instrumentId);
    }

    private bool Reaches(in Order order, long price)
    {
        if (price != order.Price) return !IsBeyond(order.Side, price, order.Price);
        return books.ModelOf(order.InstrumentId) != MarketModel.TopOfBook
            || instruments[order.InstrumentId].Definition.FillModel == FillModel.Touch;
    }

    /// <summary>Whether a price of the market stops short of an order of this side.</summary>
    private static bool IsBeyond(Side side, long price, long limit) => side == Side.Buy ? price > limit : price < limit;

    private static Side Opposite(Side side) => side == Side.Buy ? Side.Sell : Side.Buy;
}
