using System.Runtime.InteropServices;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Strategies;

namespace LatencyEngine.Tests.Trading.Pipeline;

/// <summary>
/// A session made by a seed: few instruments, accounts and strategies, so that everything meets everything, and as
/// many bytes put to extremes as are asked for.
/// </summary>
internal sealed class RandomSession
{
    public const int Instruments = 3;
    public const int Accounts = 2;
    public const int Strategies = 4;
    public const long Unit = 1_000_000_000;
    public const long Micro = 1_000_000;
    public const long Start = 1_700_000_000 * Unit;

    private static readonly long[] Extremes =
    [
        0, 1, -1, 2, 7, 63, 64, 255, 256, 65_535, 65_536, int.MaxValue, int.MinValue, 1L << 40, 1L << 56, 1L << 60,
        (1L << 60) + 1, long.MaxValue / 2, long.MaxValue - 1, long.MaxValue, long.MinValue, long.MinValue + 1,
    ];

    private readonly Random _random;
    private readonly int _hostilePerMille;
    private readonly bool _isTimeHostile;
    private readonly List<EngineEvent> _inputs = [];
    private long _now = Start;
    private long _middle = 100;
    private ulong _lastClientId;

    private RandomSession(int seed, int hostilePerMille, bool isTimeHostile)
    {
        _random = new Random(seed);
        _hostilePerMille = hostilePerMille;
        _isTimeHostile = isTimeHostile;
    }

    public delegate void Fill<T>(ref T message);

    public static Capacities Sizes { get; } = new()
    {
        InstrumentIdEnd = 8, Accounts = 4, Positions = 64, LiveOrders = 256, ClientOrderIds = 1_024, Strategies = 8,
        Timers = 256, RiskLimits = 64, BookLevelsPerSide = 16, MarketOrders = 64, Currencies = 6, FeeSchedules = 4,
        LaneSlots = 8_192,
    };

    /// <param name="inputs">How many between opening and closing.</param>
    /// <param name="hostilePerMille">How many of a thousand have a field put to an extreme.</param>
    /// <param name="isTimeHostile">Whether that field may be the time.</param>
    public static List<EngineEvent> Record(
        int seed, int inputs, int hostilePerMille = 0, bool isTimeHostile = false, bool hasLatency = true)
    {
        var session = new RandomSession(seed, hostilePerMille, isTimeHostile);
        session.Define(hasLatency);
        for (var i = 0; i < inputs; i++) session.Next();
        session.Add((ref SessionClosing _) => { });
        return session._inputs;
    }

    /// <summary>An open session in which nothing happens but what is written.</summary>
    public static List<EngineEvent> Script(bool hasLatency, Action<RandomSession> write)
    {
        var session = new RandomSession(seed: 1, hostilePerMille: 0, isTimeHostile: false);
        session.Define(hasLatency);
        write(session);
        session.Add((ref SessionClosing _) => { });
        return session._inputs;
    }

    /// <summary>Seats for some strategies of a session; every fourth one takes no feedback.</summary>
    public static StrategySeat[] Seats(int seed)
    {
        var seats = new StrategySeat[1 + (seed % Strategies)];
        for (var i = 0; i < seats.Length; i++)
            seats[i] = new StrategySeat((ushort)(i + 1), new GamblingStrategy(seed + i, takesFeedback: (seed + i) % 4 != 3));
        return seats;
    }

    /// <summary>The next input, at the time of the session.</summary>
    public void Add<T>(Fill<T> fill)
        where T : unmanaged, ISbeMessage<T>
    {
        var slot = default(EngineEvent);
        fill(ref slot.Begin<T>());
        slot.TimestampNanos = _now;
        _inputs.Add(Mutate(slot));
    }

    /// <summary>Time goes on before the next input.</summary>
    public void Pass(long nanos) => _now += nanos;

    private void Define(bool hasLatency)
    {
        for (var id = 1u; id <= Accounts; id++)
        {
            var account = id;
            Add((ref AccountDefinition d) => (d.AccountId, d.Currency) = (account, Currency.Usd.Code));
            Add((ref Deposit d) =>
                (d.AccountId, d.Currency, d.Amount) = (account, Currency.Usd.Code, 1_000_000 * Micro));
        }

        Add((ref FeeSchedule f) => (f.FeeScheduleId, f.FeeKind, f.TakerRate) = (1, FeeKind.Notional, 1_000_000));
        if (hasLatency)
            Add((ref VenueModel v) => (v.VenueId, v.LatencyNanos, v.JitterNanos) = (1, 3_000_000, 4_000_000));
        for (var id = 1u; id <= Instruments; id++) _inputs.Add(Instrument(id));
        for (ushort id = 1; id <= Strategies; id++)
        {
            var strategy = id;
            Add((ref StrategyDefinition d) => (d.StrategyId, d.AccountId) = (strategy, 1u + (strategy % 2u)));
            for (var instrument = 1u; instrument <= Instruments; instrument++)
            {
                var to = instrument;
                Add((ref StrategySubscription s) =>
                    (s.StrategyId, s.InstrumentId, s.BarKind, s.BarNanos) = (strategy, to, BarKind.Mid, 20_000_000));
            }
        }

        Add((ref SessionOpened o) => o.Seed = (ulong)_random.NextInt64());
    }

    private EngineEvent Instrument(uint id)
    {
        var slot = default(EngineEvent);
        new InstrumentTerms
        {
            Id = id, Symbol = "I" + id, TickSize = Unit, FeeScheduleId = 1,
            MarketModel = (MarketModel)(1 + ((id - 1) % 3)),
            Kind = id == 2 ? InstrumentKind.Linear : InstrumentKind.Spot,
        }.WriteTo(ref slot, _now);
        return slot;
    }

    private void Next()
    {
        _now += _random.Next(4) == 0 ? 0 : _random.Next(3_000_000);
        _middle = Math.Clamp(_middle + _random.Next(-1, 2), 90, 110);
        switch (_random.Next(100))
        {
            case < 22: Quote(); break;
            case < 34: Trade(); break;
            case < 52: Delta(); break;
            case < 68: BookOrder(); break;
            case < 72: Add((ref TimeAdvanced _) => { }); break;
            case < 80: Submit(); break;
            case < 84: Cancel(); break;
            case < 88: Replace(); break;
            default: Rare(); break;
        }
    }

    private void Rare()
    {
        switch (_random.Next(22))
        {
            case 0: Add((ref FeedGap g) => (g.FeedId, g.InstrumentId) = (1, AnyInstrument() * (uint)_random.Next(2))); break;
            case 1: Add((ref FeedStatus s) => (s.FeedId, s.State) = (1, (FeedState)_random.Next(5))); break;
            case 2: Add((ref MassCancel c) => (c.ScopeKind, c.ScopeId, c.Side) = AnyScope((Side)_random.Next(3))); break;
            case 3: Limit(); break;
            case 4 or 5 or 6 or 7 or 8: State(); break;
            case 9: Add((ref SetStrategyParameter p) => (p.StrategyId, p.Value) = (AnyStrategy(), _random.Next(12))); break;
            case 10 or 11:
                Add((ref SetStrategyState s) => (s.StrategyId, s.StrategyState) =
                    (AnyStrategy(), _random.Next(4) == 0 ? StrategyState.Stopped : StrategyState.Ready));
                break;
            case 12:
                Add((ref Deposit d) => (d.AccountId, d.Currency, d.Amount) = (AnyAccount(), Currency.Usd.Code, Micro));
                break;
            case 13:
                Add((ref Withdraw d) => (d.AccountId, d.Currency, d.Amount) = (AnyAccount(), Currency.Usd.Code, Micro));
                break;
            case 14 or 15:
                Add((ref InstrumentStatusChanged s) => (s.InstrumentId, s.Status) =
                    (AnyInstrument(), _random.Next(8) == 0 ? (InstrumentStatus)_random.Next(4) : InstrumentStatus.Open));
                break;
            case 16: _inputs.Add(Mutate(Instrument(AnyInstrument()))); break;
            case 17: Add((ref Signal s) => s.InstrumentId = AnyInstrument()); break;
            case 18 or 19: RareStill(); break;
            default: Clear(); break;
        }
    }

    // Definitions that come again, and a session that opens again; only where hostile things are wanted.
    private void RareStill()
    {
        if (_hostilePerMille == 0) return;
        switch (_random.Next(8))
        {
            case 0: Add((ref AccountDefinition d) => (d.AccountId, d.Currency) = (AnyAccount(), Currency.Usd.Code)); break;
            case 1: Add((ref StrategyDefinition d) => (d.StrategyId, d.AccountId) = (AnyStrategy(), AnyAccount())); break;
            case 2:
                Add((ref StrategySubscription s) => (s.StrategyId, s.InstrumentId) = (AnyStrategy(), AnyInstrument()));
                break;
            case 3:
                Add((ref FeeSchedule f) => (f.FeeScheduleId, f.FeeKind, f.TakerRate, f.MakerRate) =
                    (1, (FeeKind)_random.Next(4), _random.Next(1_000_000), _random.Next(1_000_000)));
                break;
            case 4:
                Add((ref CurrencyRate r) => (r.FromCurrency, r.ToCurrency, r.Rate) =
                    (Currency.Usd.Code, Currency.Of("EUR").Code, Unit));
                break;
            case 5: Add((ref VenueModel v) => (v.VenueId, v.LatencyNanos, v.JitterNanos) = (1, 1_000_000, 0)); break;
            case 6: Add((ref SessionOpened _) => { }); break;
            default: if (_random.Next(20) == 0) Add((ref SessionClosing _) => { }); break;
        }
    }

    private void Quote()
    {
        var (id, bid, ask) = (AnyInstrument(), _middle - _random.Next(1, 3), _middle + _random.Next(0, 3));
        Add((ref Quote q) =>
        {
            q.InstrumentId = id;
            q.Flags = (MarketFlags)_random.Next(4);
            if (_random.Next(20) != 0) q.BidPriceRaw = bid * Unit;
            if (_random.Next(20) != 0) q.AskPriceRaw = ask * Unit;
            q.BidQuantity = _random.Next(20);
            q.AskQuantity = _random.Next(20);
        });
    }

    private void Trade() => Add((ref Trade t) => (t.InstrumentId, t.Flags, t.Price, t.Quantity, t.Aggressor) =
        (AnyInstrument(), (MarketFlags)_random.Next(4), (_middle + _random.Next(-2, 3)) * Unit, _random.Next(1, 30),
            (Side)_random.Next(3)));

    private void Delta() => Add((ref BookDelta d) =>
    {
        d.InstrumentId = 2;
        d.Flags = _random.Next(3) == 0 ? MarketFlags.None : MarketFlags.EndOfBatch;
        d.Side = (Side)_random.Next(1, 3);
        d.Price = (_middle + (d.Side == Side.Buy ? -_random.Next(1, 6) : _random.Next(1, 6))) * Unit;
        d.Quantity = _random.Next(20);
        d.Action = d.Quantity == 0 ? BookAction.Remove : BookAction.Set;
    });

    private void BookOrder() => Add((ref BookOrder o) =>
    {
        o.InstrumentId = 3;
        o.Flags = _random.Next(3) == 0 ? MarketFlags.None : MarketFlags.EndOfBatch;
        o.Side = (Side)_random.Next(1, 3);
        o.VenueOrderId = (ulong)_random.Next(1, 40);
        o.Price = (_middle + (o.Side == Side.Buy ? -_random.Next(1, 6) : _random.Next(1, 6))) * Unit;
        o.Quantity = _random.Next(1, 10);
        o.Action = _random.Next(3) != 0 ? BookOrderAction.Add : (BookOrderAction)_random.Next(1, 6);
    });

    private void Clear()
    {
        Add((ref BookDelta d) => (d.InstrumentId, d.Side, d.Action) = (2, Side.Buy, BookAction.Clear));
        Add((ref BookDelta d) => (d.InstrumentId, d.Side, d.Action, d.Flags) =
            (2, Side.Sell, BookAction.Clear, MarketFlags.EndOfBatch));
        Add((ref BookOrder o) => (o.InstrumentId, o.Action, o.Flags) =
            (3, BookOrderAction.Clear, MarketFlags.EndOfBatch));
    }

    private void Submit() => Add((ref SubmitOrder s) =>
    {
        var strategy = _random.Next(2) == 0 ? (ushort)0 : AnyStrategy();
        s.AccountId = strategy == 0 ? AnyAccount() : 1u + (strategy % 2u);
        s.StrategyId = strategy;
        s.InstrumentId = AnyInstrument();
        s.ClientOrderId = ++_lastClientId;
        s.Side = (Side)_random.Next(1, 3);
        s.Quantity = _random.Next(1, 40);
        s.OrderType = _random.Next(3) == 0 ? OrderType.Market : OrderType.Limit;
        s.TimeInForce = (TimeInForce)_random.Next(1, 5);
        if (s.OrderType == OrderType.Limit) s.PriceRaw = (_middle + _random.Next(-4, 5)) * Unit;
        if (_random.Next(8) == 0) s.OrderFlags = OrderFlags.PostOnly;
        if (_random.Next(8) == 0) s.OrderFlags = OrderFlags.ReduceOnly;
    });

    private void Cancel() => Add((ref CancelOrder c) =>
    {
        c.AccountId = AnyAccount();
        c.StrategyId = _random.Next(2) == 0 ? (ushort)0 : AnyStrategy();
        if (_random.Next(2) == 0) c.OrderId = RecentOrder();
        else c.ClientOrderId = RecentClient();
    });

    private void Replace() => Add((ref ReplaceOrder r) =>
    {
        r.AccountId = AnyAccount();
        r.StrategyId = _random.Next(2) == 0 ? (ushort)0 : AnyStrategy();
        if (_random.Next(2) == 0) r.OrderId = RecentOrder();
        else r.ClientOrderId = RecentClient();
        r.Quantity = _random.Next(1, 60);
        if (_random.Next(2) == 0) r.PriceRaw = (_middle + _random.Next(-4, 5)) * Unit;
    });

    private void Limit() => Add((ref SetRiskLimit l) =>
    {
        (l.ScopeKind, l.ScopeId, l.LimitKind) = AnyScope((LimitKind)_random.Next(1, 18));
        l.Value = _random.Next(3) == 0 ? -1 : _random.Next(100_000_000) * 1_000L;
    });

    private void State() => Add((ref SetTradingState s) =>
    {
        (s.ScopeKind, s.ScopeId, s.TradingState) =
            AnyScope(_random.Next(6) == 0 ? (TradingState)_random.Next(1, 4) : TradingState.Active);
        s.HaltFlags = (HaltFlags)_random.Next(4);
        s.Rearm = _random.Next(8) == 0 ? (byte)0 : (byte)1;
    });

    private (ScopeKind Kind, ulong Id, T Value) AnyScope<T>(T value) => _random.Next(4) switch
    {
        0 => (ScopeKind.Engine, 0, value),
        1 => (ScopeKind.Account, AnyAccount(), value),
        2 => (ScopeKind.Strategy, AnyStrategy(), value),
        _ => (ScopeKind.Instrument, AnyInstrument(), value),
    };

    private uint AnyInstrument() => (uint)_random.Next(1, Instruments + 1);

    private uint AnyAccount() => (uint)_random.Next(1, Accounts + 1);

    private ushort AnyStrategy() => (ushort)_random.Next(1, Strategies + 1);

    private ulong RecentOrder() => (ulong)Math.Max(1, (_inputs.Count / 8) - _random.Next(60));

    private ulong RecentClient() => _random.Next(2) == 0
        ? (ulong)Math.Max(1, (long)_lastClientId - _random.Next(30))
        : ((ulong)AnyStrategy() << 40) | (uint)_random.Next(1, 2 + (_inputs.Count / 10));

    private EngineEvent Mutate(EngineEvent input)
    {
        if (_random.Next(1_000) >= _hostilePerMille) return input;
        const int Header = 8;
        var bytes = MemoryMarshal.AsBytes(new Span<EngineEvent>(ref input));
        var first = _isTimeHostile ? Header : Header + 8;
        var room = input.EncodedLength - first;
        if (room <= 0) return input;
        var size = 1 << _random.Next(4);
        var at = first + (_random.Next(room) / size * size);
        Span<byte> value = stackalloc byte[8];
        MemoryMarshal.Write(value, Extremes[_random.Next(Extremes.Length)]);
        value[..Math.Min(size, input.EncodedLength - at)].CopyTo(bytes[at..]);
        return input;
    }
}
