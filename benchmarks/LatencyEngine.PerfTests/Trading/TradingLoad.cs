using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Venues.Simulation;

namespace LatencyEngine.PerfTests.Trading;

/// <summary>The definitions that a measured session starts with: one account, one strategy, limits of every common kind.</summary>
internal sealed class TradingLoad(SimulationOptions market, ushort strategyId, long barNanos)
{
    public const uint Account = 1;
    private const long Million = 1_000_000;

    private readonly List<EngineEvent> _inputs = [];

    public SimulationOptions Market => market;

    /// <summary>Parameters of the strategy that are not at their defaults, by number.</summary>
    public IReadOnlyList<(ushort Parameter, long Value)> Parameters { get; init; } = [];

    public IReadOnlyList<EngineEvent> Definitions(IReadOnlyList<InstrumentTerms> instruments)
    {
        _inputs.Clear();
        Begin<AccountDefinition>((ref AccountDefinition account) =>
            (account.AccountId, account.Currency) = (Account, Currency.Usd.Code));
        Begin<Deposit>((ref Deposit deposit) =>
            (deposit.AccountId, deposit.Currency, deposit.Amount) = (Account, Currency.Usd.Code, 1_000_000 * Million));
        Begin<VenueModel>((ref VenueModel venue) => (venue.VenueId, venue.LatencyNanos) = (market.VenueId, 50_000));
        foreach (var terms in instruments)
        {
            var slot = default(EngineEvent);
            terms.WriteTo(ref slot, market.StartNanos);
            _inputs.Add(slot);
        }

        Begin<StrategyDefinition>((ref StrategyDefinition definition) =>
            (definition.StrategyId, definition.AccountId) = (strategyId, Account));
        foreach (var terms in instruments)
            Begin<StrategySubscription>((ref StrategySubscription subscription) =>
                (subscription.StrategyId, subscription.InstrumentId, subscription.BarKind, subscription.BarNanos) =
                    (strategyId, terms.Id, BarKind.Mid, barNanos));
        foreach (var (parameter, value) in Parameters)
            Begin<SetStrategyParameter>((ref SetStrategyParameter set) =>
                (set.StrategyId, set.ParameterId, set.Value) = (strategyId, parameter, value));
        Limit(LimitKind.PriceBand, 100 * Million);
        Limit(LimitKind.OrderNotionalMax, 1_000_000 * Million);
        Limit(LimitKind.OpenOrdersMax, 10_000);
        Limit(LimitKind.PositionMax, 100_000);
        Limit(LimitKind.GrossExposureMax, 900_000 * Million);
        Limit(LimitKind.DailyLossMax, 500_000 * Million);
        Limit(LimitKind.DrawdownMax, 500_000 * Million);
        Begin<SessionOpened>((ref SessionOpened opened) => opened.SessionId = 1);
        return _inputs;
    }

    private void Limit(LimitKind kind, long value) => Begin<SetRiskLimit>((ref SetRiskLimit limit) =>
        (limit.ScopeKind, limit.ScopeId, limit.LimitKind, limit.Value) = (ScopeKind.Account, Account, kind, value));

    private delegate void Fill<T>(ref T message);

    private void Begin<T>(Fill<T> fill)
        where T : unmanaged, ISbeMessage<T>
    {
        var slot = default(EngineEvent);
        fill(ref slot.Begin<T>());
        slot.TimestampNanos = market.StartNanos;
        _inputs.Add(slot);
    }
}
