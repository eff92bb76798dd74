using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Portfolio;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Streams.Publishing;

/// <summary>
/// Tells a publisher what a session that goes on after a restart came to before, out of its restored stages: nobody will
/// publish it again. Cold; before the pipeline starts, and after the definitions are known.
/// </summary>
/// <remarks>
/// What was seen lately (fills, alerts, latencies) and the volume of the day's trades are not among the stages' state and
/// begin anew. In books by order what is there counts as one anonymous order at each level.
/// </remarks>
public sealed class RestoredState(TradingStages stages, EnginePublisher publisher)
{
    private EngineEvent _slot;

    public void Tell()
    {
        TellInstruments();
        for (var link = stages.Orders.FirstLive; link != OrderTable.None; link = stages.Orders.NextLive(link))
            Tell(in stages.Orders[link]);
        for (var index = 0; index < stages.Positions.Count; index++) Tell(in stages.Positions[index]);
        foreach (ref readonly var account in publisher.State.View.Wallets.Accounts.Rows) TellBalances(account.AccountId);
        TellRisk();
        foreach (var seat in stages.Strategies.Seats)
        {
            if (seat.Port is not { } port) continue;
            ref var state = ref Begin<StrategyStateChanged>();
            state.StrategyId = seat.StrategyId;
            state.StrategyState = port.State;
            Restore();
        }
    }

    private void TellInstruments()
    {
        foreach (ref readonly var row in publisher.State.View.Instruments.Rows)
        {
            if (!stages.Instruments.Knows(row.Id)) continue;
            publisher.State.Market.Restore(stages.Matching.Books, row.Id, stages.Instruments[row.Id].Status, stages.Outputs.NowNanos);
        }
    }

    private void Tell(in Order order)
    {
        if (order.State == OrderState.Pending) return; // It has not reached its venue: nobody was told of it.
        ref var told = ref Begin<OrderSnapshot>();
        told.InstrumentId = order.InstrumentId;
        told.AccountId = order.AccountId;
        told.StrategyId = order.StrategyId;
        told.Side = order.Side;
        told.OrderType = order.Type;
        told.TimeInForce = order.TimeInForce;
        told.OrderFlags = order.Flags;
        told.OrderId = order.OrderId;
        told.ClientOrderId = order.ClientOrderId;
        told.PriceRaw = order.Price;
        told.Quantity = order.Quantity;
        told.LeavesQuantity = order.LeavesLots;
        Restore();
    }

    private void Tell(in Position position)
    {
        ref readonly var instrument = ref stages.Instruments[position.InstrumentId];
        ref var told = ref Begin<PositionChanged>();
        told.InstrumentId = position.InstrumentId;
        told.AccountId = position.AccountId;
        told.StrategyId = position.StrategyId;
        told.Quantity = position.Lots;
        told.Cost = position.Cost;
        told.AveragePrice = AverageOf(in instrument, in position);
        told.RealizedPnl = position.RealizedPnl;
        told.Fees = position.Fees;
        told.Currency = instrument.Definition.Currency;
        Restore();
    }

    private void TellBalances(uint accountId)
    {
        for (var index = 0; index < stages.Accounting.CurrencyCount; index++)
            for (var kind = LedgerAccount.External; kind <= LedgerAccount.Taxes; kind++)
            {
                var currency = stages.Accounting.Currency(index);
                var balance = stages.Accounting.Balance(accountId, currency, kind);
                if (balance == 0) continue;
                ref var posted = ref Begin<LedgerPosted>();
                posted.AccountId = accountId;
                posted.ToAccount = kind;
                posted.Currency = currency;
                posted.ToBalance = balance;
                Restore();
            }
    }

    private void TellRisk()
    {
        TellScope(ScopeKind.Engine, 0);
        foreach (ref readonly var account in publisher.State.View.Wallets.Accounts.Rows) TellScope(ScopeKind.Account, account.AccountId);
        foreach (ref readonly var strategy in publisher.State.View.Strategies.Strategies.Rows)
            TellScope(ScopeKind.Strategy, strategy.Definition.StrategyId);
        foreach (ref readonly var instrument in publisher.State.View.Instruments.Rows) TellScope(ScopeKind.Instrument, instrument.Id);
    }

    private void TellScope(ScopeKind scope, ulong id)
    {
        if (stages.Risk.StateOf(scope, id) is var state and not (TradingState.None or TradingState.Active))
        {
            ref var changed = ref Begin<TradingStateChanged>();
            changed.ScopeKind = scope;
            changed.ScopeId = id;
            changed.TradingState = state;
            Restore();
        }

        for (var kind = LimitKind.OrderQuantityMin; kind <= LimitKind.AvailableCapitalMin; kind++)
        {
            if (!stages.Risk.TryGetLimit(scope, id, kind, out var value)) continue;
            ref var limit = ref Begin<RiskLimitChanged>();
            limit.ScopeKind = scope;
            limit.ScopeId = id;
            limit.LimitKind = kind;
            limit.Value = value;
            Restore();
        }
    }

    private static long AverageOf(in Instrument instrument, in Position position) =>
        position.Lots == 0 ? 0 : instrument.Terms.PriceOf(position.Cost, position.Lots);

    private ref T Begin<T>()
        where T : unmanaged, ISbeMessage<T>
    {
        ref var message = ref _slot.Begin<T>();
        _slot.TimestampNanos = stages.Outputs.NowNanos;
        return ref message;
    }

    private void Restore() => publisher.Restore(ref _slot);
}
