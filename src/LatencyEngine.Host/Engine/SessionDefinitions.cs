using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Configuration;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// Tells the engine, as inputs, everything that it must know before it trades. What a session does is then a function
/// of its inputs alone. Cold.
/// </summary>
internal sealed class SessionDefinitions(
    EngineConfiguration configuration, byte[] configurationHash,
    IReadOnlyList<SessionInstrument> instruments, Action<EngineEvent> publish)
{
    /// <summary>Every strategy sees every instrument, whatever it names: for a warm-up.</summary>
    public bool ShowsAllToAll { get; init; }

    /// <summary>Number of the session; a journal counts its own.</summary>
    public ulong SessionId { get; init; } = configuration.Session.Id;

    private EngineEvent _slot;
    private long _nowNanos;

    /// <summary>All definitions, in an order in which nothing is named before it is known, then the opening.</summary>
    public void PublishAll(long nowNanos)
    {
        _nowNanos = nowNanos;
        PublishAccounts();
        PublishFees();
        PublishRates();
        PublishVenues();
        foreach (var instrument in instruments)
        {
            instrument.Terms.WriteTo(ref _slot, _nowNanos);
            publish(_slot);
        }

        PublishStrategies();
        PublishRisk();
        PublishOpening();
    }

    private void PublishAccounts()
    {
        foreach (var account in configuration.Accounts)
        {
            ref var definition = ref Begin<AccountDefinition>();
            definition.AccountId = account.Id;
            definition.Currency = account.Currency.Code;
            definition.NameText = account.Name;
            Publish();
            foreach (var deposit in account.Deposits)
            {
                ref var money = ref Begin<Deposit>();
                money.AccountId = account.Id;
                money.Currency = deposit.Currency.Code;
                money.Amount = deposit.Amount;
                Publish();
            }
        }
    }

    private void PublishFees()
    {
        foreach (var schedule in configuration.Fees)
            for (var i = 0; i < schedule.Steps.Length; i++)
            {
                ref var step = ref Begin<FeeSchedule>();
                step.FeeScheduleId = schedule.Id;
                step.Step = (ushort)i;
                step.FeeKind = schedule.Kind;
                step.ThresholdNotional = schedule.Steps[i].ThresholdNotional;
                step.MakerRate = schedule.Steps[i].MakerRate;
                step.TakerRate = schedule.Steps[i].TakerRate;
                step.Minimum = schedule.Steps[i].Minimum;
                step.Maximum = schedule.Steps[i].Maximum;
                Publish();
            }
    }

    private void PublishRates()
    {
        foreach (var rate in configuration.CurrencyRates)
        {
            ref var told = ref Begin<CurrencyRate>();
            told.FromCurrency = rate.From.Code;
            told.ToCurrency = rate.To.Code;
            told.Rate = rate.Rate;
            Publish();
        }
    }

    private void PublishVenues()
    {
        foreach (var venue in configuration.Venues)
        {
            ref var model = ref Begin<VenueModel>();
            model.VenueId = venue.Id;
            model.LatencyNanos = venue.LatencyNanos;
            model.JitterNanos = venue.JitterNanos;
            Publish();
        }
    }

    private void PublishStrategies()
    {
        foreach (var strategy in configuration.Strategies)
        {
            ref var definition = ref Begin<StrategyDefinition>();
            definition.StrategyId = strategy.Id;
            definition.AccountId = strategy.Account;
            definition.NameText = strategy.Name;
            Publish();
            foreach (var parameter in strategy.Parameters) PublishParameter(strategy.Id, parameter);
            foreach (var instrument in instruments)
                if (ShowsAllToAll || Sees(strategy, instrument.Terms.Symbol)) PublishSubscription(strategy, instrument.Terms.Id);
        }
    }

    private void PublishParameter(ushort strategyId, StrategyParameterValue parameter)
    {
        ref var set = ref Begin<SetStrategyParameter>();
        set.StrategyId = strategyId;
        set.ParameterId = parameter.Id;
        set.Value = parameter.Value;
        Publish();
    }

    private void PublishSubscription(StrategyConfiguration strategy, uint instrumentId)
    {
        ref var subscription = ref Begin<StrategySubscription>();
        subscription.StrategyId = strategy.Id;
        subscription.InstrumentId = instrumentId;
        subscription.BarKind = strategy.BarKind;
        subscription.BarNanos = strategy.BarNanos;
        Publish();
    }

    private void PublishRisk()
    {
        var risk = configuration.Risk;
        PublishBreachPolicy(risk.OnBreach);
        PublishLimits(ScopeKind.Engine, 0, risk.Engine);
        foreach (var (account, limits) in risk.Accounts) PublishLimits(ScopeKind.Account, account, limits);
        foreach (var (strategy, limits) in risk.Strategies) PublishLimits(ScopeKind.Strategy, strategy, limits);
        foreach (var (symbol, limits) in risk.Instruments)
            foreach (var instrument in instruments)
                if (instrument.Terms.Symbol == symbol) PublishLimits(ScopeKind.Instrument, instrument.Terms.Id, limits);
    }

    private void PublishBreachPolicy(BreachConfiguration policy)
    {
        PublishBreachPolicy(ScopeKind.Engine, 0, policy);
        foreach (var account in configuration.Accounts) PublishBreachPolicy(ScopeKind.Account, account.Id, policy);
        foreach (var strategy in configuration.Strategies) PublishBreachPolicy(ScopeKind.Strategy, strategy.Id, policy);
    }

    private void PublishBreachPolicy(ScopeKind scope, ulong id, BreachConfiguration policy)
    {
        ref var state = ref Begin<SetTradingState>();
        state.ScopeKind = scope;
        state.ScopeId = id;
        state.TradingState = TradingState.Active;
        state.HaltFlags = (policy.CancelOrders ? HaltFlags.CancelOrders : HaltFlags.None)
            | (policy.Flatten ? HaltFlags.Flatten : HaltFlags.None);
        Publish();
    }

    private void PublishLimits(ScopeKind scope, ulong id, IEnumerable<RiskLimitConfiguration> limits)
    {
        foreach (var limit in limits)
        {
            ref var set = ref Begin<SetRiskLimit>();
            set.ScopeKind = scope;
            set.ScopeId = id;
            set.LimitKind = limit.Kind;
            set.Value = limit.Value;
            Publish();
        }
    }

    private void PublishOpening()
    {
        ref var opened = ref Begin<SessionOpened>();
        opened.SessionId = SessionId;
        opened.Seed = configuration.Session.Seed;
        opened.SetConfigurationHash(configurationHash);
        Publish();
    }

    private static bool Sees(StrategyConfiguration strategy, string symbol) =>
        strategy.Instruments.Contains(StrategyConfiguration.AllInstruments) || strategy.Instruments.Contains(symbol);

    private ref T Begin<T>()
        where T : unmanaged, ISbeMessage<T>
    {
        ref var message = ref _slot.Begin<T>();
        _slot.TimestampNanos = _nowNanos;
        return ref message;
    }

    private void Publish() => publish(_slot);
}
