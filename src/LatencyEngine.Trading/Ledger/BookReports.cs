using LatencyEngine.Domain;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Outputs;
using LatencyEngine.Trading.Portfolio;

namespace LatencyEngine.Trading.Ledger;

/// <summary>
/// What the books say beside their postings: fills, positions, refused wallet commands. Used by the matching
/// stage; owns the count of fills.
/// </summary>
internal sealed class BookReports(OutputWriter outputs)
{
    /// <summary>Fills of the session so far; the last one has this id.</summary>
    public ulong LastFillId { get; private set; }

    /// <param name="order">As the fill leaves it.</param>
    public void Filled(
        in Order order, in Instrument instrument, long price, long lots, long fee, LiquidityRole role)
    {
        ref var filled = ref outputs.Begin<OrderFilled>();
        filled.InstrumentId = order.InstrumentId;
        filled.AccountId = order.AccountId;
        filled.StrategyId = order.StrategyId;
        filled.OrderId = order.OrderId;
        filled.ClientOrderId = order.ClientOrderId;
        filled.FillId = ++LastFillId;
        filled.Price = price;
        filled.Quantity = lots;
        filled.LeavesQuantity = order.LeavesLots;
        filled.Fee = fee;
        filled.Currency = instrument.Definition.Currency;
        filled.Side = order.Side;
        filled.LiquidityRole = role;
        outputs.End();
    }

    public void Changed(in Position position, in Instrument instrument)
    {
        ref var changed = ref outputs.Begin<PositionChanged>();
        changed.InstrumentId = position.InstrumentId;
        changed.AccountId = position.AccountId;
        changed.StrategyId = position.StrategyId;
        changed.Quantity = position.Lots;
        changed.Cost = position.Cost;
        changed.AveragePrice = position.Lots == 0 ? 0 : instrument.Terms.PriceOf(position.Cost, position.Lots);
        changed.RealizedPnl = position.RealizedPnl;
        changed.Fees = position.Fees;
        changed.Currency = instrument.Definition.Currency;
        outputs.End();
    }

    /// <summary>A wallet command was refused.</summary>
    /// <param name="limit">What was allowed, in the unit of the amount.</param>
    public void Refused(
        ushort template, uint actorId, uint accountId, RejectReason reason, long limit, long amount)
    {
        ref var rejected = ref outputs.Begin<CommandRejected>();
        rejected.ActorId = actorId;
        rejected.CommandTemplateId = template;
        rejected.RejectReason = reason;
        rejected.ScopeKind = ScopeKind.Account;
        rejected.ScopeId = accountId;
        rejected.Limit = limit;
        rejected.Actual = amount;
        outputs.End();
    }
}
