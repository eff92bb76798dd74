using LatencyEngine.Domain;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Risk.Checks;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// Asks all checks about an order, in the order of precedence of their reasons: the first refusal is the one. Reads
/// the
/// state and changes nothing. The risk stage's thread.
/// </summary>
public sealed class OrderChecks(RiskState state)
{
    /// <param name="ask">What the order asks for, as far as it is known when it is refused.</param>
    public RiskVerdict Submit(in SubmitOrder submit, long nowNanos, out OrderAsk ask)
    {
        ask = new OrderAsk
        {
            AccountId = submit.AccountId,
            InstrumentId = submit.InstrumentId,
            StrategyId = submit.StrategyId,
            ActorId = submit.ActorId,
            ClientOrderId = submit.ClientOrderId,
            Side = submit.Side,
            Type = submit.OrderType,
            TimeInForce = submit.TimeInForce,
            Flags = submit.OrderFlags,
            Price = submit.PriceRaw,
            Quantity = submit.Quantity,
            Lots = submit.Quantity,
            NowNanos = nowNanos,
        };
        if (!ShapeChecks.IsWellFormed(in submit)) return RiskVerdict.Refuse(RejectReason.MalformedCommand);
        var owner = Owner(in ask, knowsInstrument: state.Instruments.Knows(ask.InstrumentId));
        if (owner != RejectReason.None) return RiskVerdict.Refuse(owner);
        if (state.ClientIds.Contains(ask.AccountId, ask.ClientOrderId)
            || state.Orders.FindClient(ask.AccountId, ask.ClientOrderId) != OrderTable.None)
            return RiskVerdict.Refuse(RejectReason.DuplicateClientOrderId);
        return Common(ref ask);
    }

    /// <inheritdoc cref="Submit"/>
    public RiskVerdict Replace(in ReplaceOrder replace, long nowNanos, out OrderAsk ask)
    {
        ask = new OrderAsk
        {
            AccountId = replace.AccountId,
            StrategyId = replace.StrategyId,
            ActorId = replace.ActorId,
            ClientOrderId = replace.ClientOrderId,
            OrderId = replace.OrderId,
            Quantity = replace.Quantity,
            NowNanos = nowNanos,
            IsReplace = true,
        };
        if (!ShapeChecks.IsWellFormed(in replace)) return RiskVerdict.Refuse(RejectReason.MalformedCommand);
        var reason = FindOwn(ref ask, out var link);
        if (reason != RejectReason.None) return RiskVerdict.Refuse(reason);
        ref readonly var order = ref state.Orders[link];
        TakeOver(ref ask, in order, replace.PriceRaw);
        // A market order has no price to change, and is gone before anybody could.
        return order.Type == OrderType.Market
            ? RiskVerdict.Refuse(RejectReason.UnsupportedOrderType)
            : Common(ref ask);
    }

    /// <summary>A cancel needs nothing but an order of its owner: it always passes.</summary>
    public RiskVerdict Cancel(in CancelOrder cancel, out OrderAsk ask)
    {
        ask = new OrderAsk
        {
            AccountId = cancel.AccountId,
            StrategyId = cancel.StrategyId,
            ActorId = cancel.ActorId,
            ClientOrderId = cancel.ClientOrderId,
            OrderId = cancel.OrderId,
        };
        var reason = FindOwn(ref ask, out _);
        return reason == RejectReason.None ? RiskVerdict.Pass : RiskVerdict.Refuse(reason);
    }

    private RejectReason Owner(in OrderAsk ask, bool knowsInstrument)
    {
        if (state.Scopes.AccountRow(ask.AccountId) == ScopeRows.None) return RejectReason.UnknownAccount;
        if (!knowsInstrument) return RejectReason.UnknownInstrument;
        if (ask.StrategyId == 0) return RejectReason.None;
        var strategy = state.Scopes.StrategyRow(ask.StrategyId);
        if (strategy == ScopeRows.None) return RejectReason.UnknownStrategy;
        return state.Scopes.AccountOfStrategy(strategy) == ask.AccountId ? RejectReason.None : RejectReason.NotOwner;
    }

    // A strategy may touch its own orders only; a person those of the account.
    private RejectReason FindOwn(ref OrderAsk ask, out int link)
    {
        link = OrderTable.None;
        var owner = Owner(in ask, knowsInstrument: true);
        if (owner != RejectReason.None) return owner;
        link = state.Orders.Find(ask.AccountId, ask.OrderId, ask.ClientOrderId);
        if (link == OrderTable.None) return RejectReason.UnknownOrder;
        ref readonly var order = ref state.Orders[link];
        if (order.AccountId != ask.AccountId || (ask.StrategyId != 0 && order.StrategyId != ask.StrategyId))
            return RejectReason.NotOwner;
        ask.InstrumentId = order.InstrumentId;
        ask.OrderId = order.OrderId;
        ask.ClientOrderId = order.ClientOrderId;
        ask.StrategyId = order.StrategyId;
        return RejectReason.None;
    }

    /// <summary>The order with its new price and quantity; a price that is not told stays.</summary>
    private static void TakeOver(ref OrderAsk ask, in Order order, long price)
    {
        ask.Side = order.Side;
        ask.Type = order.Type;
        ask.TimeInForce = order.TimeInForce;
        ask.Flags = order.Flags;
        ask.Price = price == OrderAsk.NoPrice ? order.Price : price;
        ask.Lots = ask.Quantity - order.FilledLots;
        ask.OldLots = order.LeavesLots;
        ask.OldHold = order.Held;
    }

    private RiskVerdict Common(ref OrderAsk ask)
    {
        ref readonly var instrument = ref state.Instruments[ask.InstrumentId];
        LookUp(ref ask, instrument.Definition.Currency);
        var verdict = ShapeChecks.TypeAndTime(in ask);
        if (verdict.IsPass) verdict = StateChecks.Check(state, in ask, in instrument);
        if (verdict.IsPass) verdict = ShapeChecks.Price(in ask, in instrument);
        if (verdict.IsPass) verdict = ShapeChecks.Quantity(state, in ask, in instrument);
        if (verdict.IsPass) verdict = MarketChecks.Check(state, in ask);
        if (verdict.IsPass) verdict = NotionalChecks.Check(state, ref ask, in instrument);
        if (verdict.IsPass) verdict = FlowChecks.Rate(state, in ask);
        if (verdict.IsPass) verdict = FlowChecks.OpenOrders(state, in ask);
        if (verdict.IsPass) verdict = PositionChecks.Check(state, in ask);
        if (verdict.IsPass) verdict = ExposureChecks.Check(state, ref ask, in instrument);
        if (verdict.IsPass) verdict = LossChecks.Check(state, in ask);
        if (verdict.IsPass) verdict = CrossChecks.SelfTrade(state, in ask);
        if (verdict.IsPass) verdict = CrossChecks.WashTrade(state, in ask);
        if (verdict.IsPass) verdict = CapitalChecks.Check(state, ref ask, in instrument);
        return verdict.IsPass ? CapacityChecks.Check(state, in ask) : verdict;
    }

    private void LookUp(ref OrderAsk ask, ulong currency)
    {
        ask.Rows = state.Views.RowsOf(ask.AccountId, ask.StrategyId, ask.InstrumentId);
        ask.Kinds = state.Limits.KindsOf(in ask.Rows);
        ask.Currency = state.Currencies.Find(currency);
        ask.ViewIndex = state.Views.Find(ask.AccountId, ask.StrategyId, ask.InstrumentId);
        if (ask.ViewIndex != PositionViews.None) ask.View = state.Views[ask.ViewIndex];
        else ask.View.Position.InstrumentId = ask.InstrumentId;
        state.Window.Advance(ask.NowNanos);
    }
}
