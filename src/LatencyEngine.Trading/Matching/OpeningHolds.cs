using LatencyEngine.Domain;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Ledger;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Portfolio;

namespace LatencyEngine.Trading.Matching;

/// <summary>
/// Moves money among the live orders of one position and side, so that together they always hold for every lot that
/// would open. The matching stage's thread; owns nothing.
/// </summary>
/// <remarks>
/// <para><b>Why.</b> At approval an order that comes later holds for what the ones before it leave nothing to close.
/// When it fills first, it closes what was theirs, its own hold is released, and they would open with nothing held. So
/// after a fill that closes, the lots that are still to be closed are given to the orders in the order of their ids,
/// and each holds for what is left of it.</para>
/// <para><b>Cost.</b> Looks through the live orders of the instrument, and only when a fill has closed lots while more
/// than the rest of the position is still on that side.</para>
/// </remarks>
public sealed class OpeningHolds(
    OrderTable orders, InstrumentTable instruments, PositionTable positions, Accounting accounting)
{
    /// <param name="position">Index of the position whose closable lots have changed.</param>
    public void Cover(int position, Side side)
    {
        ref readonly var owned = ref positions[position];
        var open = side == Side.Buy ? owned.OpenBuyLots : owned.OpenSellLots;
        if (Holds.OpeningLots(owned.Lots, 0, side, open) == 0) return;
        var before = 0L;
        for (var link = orders.FirstOf(owned.InstrumentId); link != OrderTable.None; link = orders[link].Next)
        {
            ref var order = ref orders[link];
            if (order.Position != position || order.Side != side) continue;
            if ((order.Flags & OrderFlags.Flatten) == 0) Cover(ref order, in owned, before);
            before += order.LeavesLots;
        }
    }

    // The collar of a market sale is less than what it was approved for, so that its hold is never lowered to it.
    private void Cover(ref Order order, in Position owned, long before)
    {
        ref readonly var instrument = ref instruments[order.InstrumentId];
        var fee = accounting.WorstFee(order.AccountId, in instrument, order.LimitPrice, order.LeavesLots);
        var hold = Holds.Of(in instrument, in owned, before, order.Side, order.LeavesLots, order.LimitPrice, fee);
        if (order.Type == OrderType.Market) hold = Math.Max(hold, order.Held);
        if (hold != order.Held) accounting.Rehold(ref order, hold);
    }
}
