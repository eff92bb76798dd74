using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Strategies;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Simulation;

namespace LatencyEngine.Tests.Trading.Pipeline;

/// <summary>The inputs of a whole session, recorded once and run many times: definitions, a market, and commands.</summary>
internal sealed class SessionTape
{
    public const uint Account = 1;
    public const ushort Crossover = 1;
    public const ushort Maker = 2;
    public const ushort Thrower = 3;
    public const ushort Deaf = 4;
    public const long Micro = 1_000_000;
    private const long BarNanos = 20_000_000;

    private readonly List<EngineEvent> _inputs = [];
    private long _nowNanos;

    private SessionTape()
    {
    }

    public IReadOnlyList<EngineEvent> Inputs => _inputs;

    /// <summary>Makes some inputs look older than those before them, as producers with clocks of their own would.</summary>
    public void MoveBack(int everyNth, long nanos)
    {
        for (var i = everyNth; i < _inputs.Count; i += everyNth)
        {
            var input = _inputs[i];
            input.TimestampNanos -= nanos;
            _inputs[i] = input;
        }
    }

    /// <summary>A market with everything in it, and commands of every kind in between.</summary>
    public static SessionTape Record(ulong seed, int instruments, long events)
    {
        var tape = new SessionTape();
        using var market = new MarketSimulator(new SimulationOptions
        {
            Seed = seed, InstrumentCount = instruments, EventCount = events, GapsPerMillion = 200,
            EventsPerSecond = 20_000,
        });
        var next = default(EngineEvent);
        Assert.Equal(FeedRead.Event, market.TryRead(ref next));
        tape._nowNanos = next.TimestampNanos;
        tape.Define(market.Instruments);
        var count = 0;
        do
        {
            tape._nowNanos = next.TimestampNanos;
            tape._inputs.Add(next);
            tape.Command(++count, (uint)instruments);
        }
        while (market.TryRead(ref next) == FeedRead.Event);
        tape.Add((ref SessionClosing _) => { });
        return tape;
    }

    private void Define(IReadOnlyList<InstrumentTerms> instruments)
    {
        Add((ref AccountDefinition account) =>
        {
            account.AccountId = Account;
            account.Currency = Currency.Usd.Code;
        });
        Deposit(5_000_000 * Micro);
        Add((ref FeeSchedule fee) =>
        {
            fee.FeeScheduleId = 1;
            fee.FeeKind = FeeKind.Notional;
            fee.MakerRate = -10_000;
            fee.TakerRate = 30_000;
        });
        Add((ref VenueModel venue) =>
        {
            venue.VenueId = 1;
            venue.LatencyNanos = 150_000;
            venue.JitterNanos = 90_000;
        });
        foreach (var terms in instruments)
        {
            var slot = default(EngineEvent);
            (terms with { FeeScheduleId = 1 }).WriteTo(ref slot, _nowNanos);
            _inputs.Add(slot);
        }

        foreach (var strategy in (ushort[])[Crossover, Maker, Thrower, Deaf]) DefineStrategy(strategy, instruments);
        // Quick to warm up, quick to requote: the session is short.
        Parameter(Maker, "volatilitySampleMillis", 20);
        Parameter(Maker, "requoteMillis", 2);
        Parameter(Maker, "orderLots", 100);
        Parameter(Maker, "inventoryLotsMax", 600);
        Parameter(Crossover, "orderLots", 200);
        Parameter(Crossover, "allowShort", 1);
        Parameter(Crossover, "slowPeriod", 12);
        Limit(ScopeKind.Engine, 0, LimitKind.PriceBand, 100_000_000);
        Limit(ScopeKind.Account, Account, LimitKind.GrossExposureMax, 3_000_000 * Micro);
        Limit(ScopeKind.Strategy, Crossover, LimitKind.PositionMax, 2_000);
        Limit(ScopeKind.Strategy, Maker, LimitKind.OpenOrdersMax, 60);
        Limit(ScopeKind.Engine, 0, LimitKind.OrderRateMax, 4_000);
        Add((ref SessionOpened opened) =>
        {
            opened.SessionId = 1;
            opened.Seed = 99;
        });
    }

    private void DefineStrategy(ushort strategy, IReadOnlyList<InstrumentTerms> instruments)
    {
        Add((ref StrategyDefinition definition) =>
        {
            definition.StrategyId = strategy;
            definition.AccountId = Account;
        });
        foreach (var terms in instruments)
            Add((ref StrategySubscription subscription) =>
            {
                subscription.StrategyId = strategy;
                subscription.InstrumentId = terms.Id;
                subscription.BarKind = BarKind.Mid;
                subscription.BarNanos = strategy == Crossover ? BarNanos : 0;
            });
    }

    // What people and other programs do meanwhile, at fixed places.
    private void Command(int count, uint instruments)
    {
        if (count % 50 == 0) Add((ref TimeAdvanced _) => { });
        if (count % 194 == 0) Announce(count, SubmitOrder.TemplateId);
        if (count % 97 == 0) Submit(count, 1 + ((uint)count % instruments));
        if (count % 802 == 0) Announce(count, CancelOrder.TemplateId);
        if (count % 401 == 0) Cancel(count - (count % 97));
        if (count % 1_201 == 0) Announce(count, MassCancel.TemplateId); // Which a crash has cut off.
        if (count % 601 == 0) Announce(count, SetRiskLimit.TemplateId, CommandRefusal.NotPermitted);
        if (count % 3_001 == 0) Deposit(1_000 * Micro);
        if (count % 3_501 == 0)
            Add((ref Withdraw withdraw) => (withdraw.AccountId, withdraw.Currency, withdraw.Amount) =
                (Account, Currency.Usd.Code, 500 * Micro));
        if (count % 7_001 == 0) Parameter(Crossover, 0, 5 + (count % 3));
        if (count % 9_001 == 0) State(TradingState.Halted, HaltFlags.CancelOrders | HaltFlags.Flatten, rearm: 0);
        if (count % 9_001 == 900) State(TradingState.Active, HaltFlags.CancelOrders, rearm: 1);
        if (count % 11_003 == 0)
            Add((ref MassCancel cancel) => (cancel.ScopeKind, cancel.ScopeId) = (ScopeKind.Strategy, Maker));
        if (count % 13_007 == 0)
            Add((ref SetStrategyState state) =>
                (state.StrategyId, state.StrategyState) = (Thrower, StrategyState.Ready));
        if (count % 8_009 == 0) Limit(ScopeKind.Strategy, Maker, LimitKind.OpenOrdersMax, 10 + (count % 50));
    }

    private void Announce(int count, ushort command, CommandRefusal refusal = CommandRefusal.None) =>
        Add((ref CommandReceived received) =>
        {
            received.ActorId = 7;
            received.CommandKey = (ulong)count;
            received.CommandTemplateId = command;
            received.CommandRefusal = refusal;
            received.ActorRole = ActorRole.Trader;
            (received.CommandInput, received.Count) = (-1, 1);
        });

    private void Submit(int count, uint instrument) => Add((ref SubmitOrder submit) =>
    {
        submit.AccountId = Account;
        submit.ActorId = 7;
        submit.InstrumentId = instrument;
        submit.ClientOrderId = (ulong)count;
        submit.Side = count % 2 == 0 ? Side.Buy : Side.Sell;
        submit.Quantity = 1 + (count % 300);
        submit.OrderType = OrderType.Market;
        submit.TimeInForce = TimeInForce.Ioc;
    });

    private void Cancel(int clientOrder) => Add((ref CancelOrder cancel) =>
        (cancel.AccountId, cancel.ActorId, cancel.ClientOrderId) = (Account, 7, (ulong)clientOrder));

    private void Deposit(long amount) => Add((ref Deposit deposit) =>
        (deposit.AccountId, deposit.Currency, deposit.Amount) = (Account, Currency.Usd.Code, amount));

    private void Limit(ScopeKind scope, ulong id, LimitKind kind, long value) => Add((ref SetRiskLimit limit) =>
        (limit.ScopeKind, limit.ScopeId, limit.LimitKind, limit.Value) = (scope, id, kind, value));

    private void Parameter(ushort strategy, ushort parameter, long value) => Add((ref SetStrategyParameter set) =>
        (set.StrategyId, set.ParameterId, set.Value) = (strategy, parameter, value));

    private void Parameter(ushort strategy, string name, long value)
    {
        var kind = StrategyKinds.Find(strategy == Maker ? "marketMaker" : "maCrossover")!;
        var id = kind.Parameters.ToList().FindIndex(parameter => parameter.Name == name);
        Assert.True(id >= 0, name);
        Parameter(strategy, (ushort)id, value);
    }

    private void State(TradingState state, HaltFlags flags, byte rearm) => Add((ref SetTradingState set) =>
        (set.ScopeKind, set.TradingState, set.HaltFlags, set.Rearm) = (ScopeKind.Engine, state, flags, rearm));

    private delegate void Fill<T>(ref T message);

    private void Add<T>(Fill<T> fill)
        where T : unmanaged, ISbeMessage<T>
    {
        var slot = default(EngineEvent);
        fill(ref slot.Begin<T>());
        slot.TimestampNanos = _nowNanos;
        _inputs.Add(slot);
    }
}
