using LatencyEngine.Domain;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Ledger;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Portfolio;

namespace LatencyEngine.Trading.Matching;

/// <summary>
/// The only way in which an order begins, trades and ends: the order table, the books of account, the resting
/// orders and the reports stay in step. The matching stage's thread.
/// </summary>
public sealed class OrderLifecycle(
    OrderTable orders, InstrumentTable instruments, PositionTable positions, Accounting accounting,
    RestingOrders resting, SweepQueue sweeps, OrderReports reports)
{
    private readonly OpeningHolds _holds = new(orders, instruments, positions, accounting);
    private ulong _lastFillId;

    /// <summary>Of the orders taken in so far.</summary>
    public ulong LastOrderId { get; private set; }

    /// <summary>Takes an approved order in.</summary>
    /// <param name="worstPrice">For market orders: where they stop.</param>
    /// <returns>Its link; <see cref="OrderTable.None"/> when it was refused and that was written.</returns>
    public int Open(in SubmitOrder submit, long hold, long worstPrice)
    {
        var refusal = WhyNot(in submit, hold);
        var link = refusal.Reason == RejectReason.None ? orders.Add(in submit) : OrderTable.None;
        if (link == OrderTable.None)
        {
            // Without a reason so far only the client's id can be in the way: its key is that of another live order.
            if (refusal.Reason == RejectReason.None) refusal = new Refusal(RejectReason.DuplicateClientOrderId);
            reports.Rejected(in submit, in refusal);
            return link;
        }

        ref var order = ref orders[link];
        LastOrderId = order.OrderId;
        if (order.Type == OrderType.Market) order.WorstPrice = worstPrice;
        accounting.Open(ref order, hold);
        return link;
    }

    /// <summary>Books a fill; the order ends with its last one.</summary>
    public void Fill(int link, long price, long lots, LiquidityRole role)
    {
        ref var order = ref orders[link];
        var filled = OrderFilled.Create();
        filled.TimestampNanos = reports.Outputs.NowNanos;
        filled.InputSequence = reports.Outputs.InputSequence;
        filled.OutputIndex = reports.Outputs.CountOfInput;
        var (position, side) = (order.Position, order.Side);
        var lotsBefore = positions[position].Lots;
        var feesBefore = positions[position].Fees;
        accounting.Fill(ref order, price, lots, role);

        filled.InstrumentId = order.InstrumentId;
        filled.AccountId = order.AccountId;
        filled.StrategyId = order.StrategyId;
        filled.OrderId = order.OrderId;
        filled.ClientOrderId = order.ClientOrderId;
        filled.FillId = ++_lastFillId;
        filled.Price = price;
        filled.Quantity = lots;
        filled.LeavesQuantity = order.LeavesLots;
        filled.Fee = positions[order.Position].Fees - feesBefore;
        filled.Currency = instruments[order.InstrumentId].Definition.Currency;
        filled.Side = order.Side;
        filled.LiquidityRole = role;
        reports.Filled(in filled);
        if (order.LeavesLots == 0) End(link);
        if (side == Side.Buy ? lotsBefore < 0 : lotsBefore > 0) _holds.Cover(position, side);
    }

    /// <summary>Gives an order another total quantity and another hold for what is left.</summary>
    public void Resize(int link, long quantity, long hold)
    {
        ref var order = ref orders[link];
        accounting.Resize(ref order, quantity, hold);
        _holds.Cover(order.Position, order.Side);
    }

    public void Cancel(int link, CancelReason reason)
    {
        reports.Canceled(in orders[link], reason);
        End(link);
    }

    public void Expire(int link)
    {
        reports.Expired(in orders[link]);
        End(link);
    }

    /// <summary>The venue refuses an order that has just reached it.</summary>
    public void Reject(int link, RejectReason reason)
    {
        reports.Rejected(in orders[link], new Refusal(reason), isEnded: true);
        End(link);
    }

    private void End(int link)
    {
        if (resting.Contains(link)) resting.Remove(link);
        sweeps.Leaving(link);
        accounting.Close(ref orders[link]);
        orders.Remove(link);
    }

    // Risk has looked at all of this; several orders of one input could still take the last room from each other.
    private Refusal WhyNot(in SubmitOrder submit, long hold)
    {
        // An account or instrument that found no room here is unknown here, whatever risk knows.
        if (!accounting.Knows(submit.AccountId)) return new Refusal(RejectReason.UnknownAccount);
        if (!instruments.Knows(submit.InstrumentId)) return new Refusal(RejectReason.UnknownInstrument);
        if (orders.FindClient(submit.AccountId, submit.ClientOrderId) != OrderTable.None)
            return new Refusal(RejectReason.DuplicateClientOrderId);
        if (orders.LiveCount == orders.Capacity)
            return new Refusal(RejectReason.CapacityReached, ScopeKind.Engine, orders.Capacity, orders.LiveCount + 1L);
        if (positions.Count == positions.Capacity && !HasPosition(in submit))
            return new Refusal(
                RejectReason.CapacityReached, ScopeKind.Engine, positions.Capacity, positions.Count + 1L);
        var free = hold == 0 ? 0 : accounting.FreeCash(submit.AccountId, CurrencyOf(submit.InstrumentId));
        return hold > free
            ? new Refusal(RejectReason.InsufficientCapital, ScopeKind.Account, free, hold)
            : default;
    }

    private bool HasPosition(in SubmitOrder submit) =>
        positions.Find(submit.AccountId, submit.StrategyId, submit.InstrumentId) != PositionTable.None;

    private ulong CurrencyOf(uint instrumentId) => instruments[instrumentId].Definition.Currency;
}
