using LatencyEngine.Domain;
using LatencyEngine.Trading.Orders;

namespace LatencyEngine.Trading.Risk.Checks;

/// <summary>
/// Whether an account would trade with itself, now or in effect: self-trades and wash trades. Pure.
/// </summary>
public static class CrossChecks
{
    /// <remarks>
    /// An order counts until it is gone: one that is being canceled may still trade, and one that is being replaced at
    /// its old price or at the new one. The orders of the instrument are
    /// looked through only when the account has a live order of the other side in it.
    /// </remarks>
    public static RiskVerdict SelfTrade(RiskState state, in OrderAsk ask)
    {
        if (!HasOpposite(state, in ask)) return RiskVerdict.Pass;
        for (var link = state.Orders.FirstOf(ask.InstrumentId); link != OrderTable.None;)
        {
            ref readonly var order = ref state.Orders[link];
            if (order.AccountId == ask.AccountId && Crosses(in ask, order.Side, order.Type, order.WorstPrice))
                return Refuse(in ask, order.WorstPrice);
            link = order.Next;
        }

        foreach (ref readonly var approval in state.Approvals.Items)
            if (approval.AccountId == ask.AccountId && approval.InstrumentId == ask.InstrumentId
                && Crosses(in ask, approval.Side, approval.Type, approval.Price))
                return Refuse(in ask, approval.Price);
        return RiskVerdict.Pass;
    }

    public static RiskVerdict WashTrade(RiskState state, in OrderAsk ask)
    {
        if (!Bounds.Has(in ask, LimitKind.WashTradeWindow)) return RiskVerdict.Pass;
        var ofAccount = 0L;
        for (var i = state.Views.FirstOf(ask.InstrumentId); i != PositionViews.None;)
        {
            ref readonly var view = ref state.Views[i];
            if (view.Position.AccountId == ask.AccountId) ofAccount = Math.Max(ofAccount, OppositeFill(in view, in ask));
            i = view.NextOfInstrument;
        }

        for (var scope = 0; scope < ScopeRows.Count; scope++)
        {
            var last = scope == ScopeRows.Strategy ? OppositeFill(in ask.View, in ask) : ofAccount;
            if (last == 0 || !state.Limits.TryGet(ask.Rows[scope], LimitKind.WashTradeWindow, out var window)) continue;
            var elapsed = (Int128)ask.NowNanos - last;
            if (elapsed < window)
                return RiskVerdict.Refuse(RejectReason.WashTrade, RiskState.KindOf(scope), window, elapsed);
        }

        return RiskVerdict.Pass;
    }

    private static bool HasOpposite(RiskState state, in OrderAsk ask)
    {
        for (var i = state.Views.FirstOf(ask.InstrumentId); i != PositionViews.None;)
        {
            ref readonly var view = ref state.Views[i];
            var opposite = ask.IsBuy ? view.Position.OpenSellLots : view.Position.OpenBuyLots;
            if (view.Position.AccountId == ask.AccountId && opposite != 0) return true;
            i = view.NextOfInstrument;
        }

        return false;
    }

    private static bool Crosses(in OrderAsk ask, Side side, OrderType type, long price)
    {
        if (side == ask.Side) return false;
        if (ask.IsMarket || type == OrderType.Market) return true;
        return ask.IsBuy ? ask.Price >= price : ask.Price <= price;
    }

    private static long OppositeFill(in PositionView view, in OrderAsk ask) =>
        ask.IsBuy ? view.Position.LastSellNanos : view.Position.LastBuyNanos;

    private static RiskVerdict Refuse(in OrderAsk ask, long price) =>
        RiskVerdict.Refuse(
            RejectReason.SelfTrade, ScopeKind.Account, Math.Max(0, price), ask.IsMarket ? 0 : ask.Price);
}
