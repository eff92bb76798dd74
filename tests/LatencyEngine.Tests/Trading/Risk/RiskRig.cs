using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Ledger;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Portfolio;
using LatencyEngine.Trading.Risk;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Tests.Trading.Risk;

/// <summary>
/// A risk stage with the tables that it reads, and the plainest matching stage: approved orders are open at once and
/// stay so until the test fills or cancels them.
/// </summary>
internal sealed class RiskRig : IDisposable
{
    public const long Nano = 1_000_000_000;
    public const long Micro = 1_000_000;
    public const long Morning = 1_700_000_000 * Nano; // A day in November 2023, 22:13:20 UTC.

    private readonly OutputRecorder _recorder = new(1 << 16);
    private readonly Lane<EngineEvent> _intents;
    private readonly Lane<Decision> _decisions;
    private readonly InstrumentTable _instruments;
    private long _sequence = -1;
    private ulong _lastClientId;

    public RiskRig(Capacities? capacities = null)
    {
        var sizes = capacities ?? Small;
        _instruments = new InstrumentTable(sizes.InstrumentIdEnd);
        Orders = new OrderTable(sizes);
        Positions = new PositionTable(sizes);
        Accounting = new Accounting(sizes, _instruments, Positions, _recorder.Writer);
        _intents = new Lane<EngineEvent>(sizes.LaneSlots);
        _decisions = new Lane<Decision>(sizes.LaneSlots);
        Risk = new RiskHandler(sizes, Orders, Positions, Accounting, _intents, _decisions);
    }

    public static Capacities Small { get; } = new()
    {
        InstrumentIdEnd = 64, Accounts = 8, Positions = 256, LiveOrders = 1024, ClientOrderIds = 4096,
        Strategies = 8, RiskLimits = 256, LaneSlots = 8192, Currencies = 8, FeeSchedules = 8, MarketOrders = 16,
        BookLevelsPerSide = 16,
    };

    public OrderTable Orders { get; }

    public PositionTable Positions { get; }

    public Accounting Accounting { get; }

    public RiskHandler Risk { get; }

    public long Now { get; set; } = Morning;

    public List<Decision> Last { get; private set; } = [];

    /// <summary>
    /// Accounts 1 and 2 in dollars with a million each, strategies 1 and 2 of account 1 and 3 of account 2, and
    /// instruments 1 and 2 at 100 dollars, tick 0.01.
    /// </summary>
    public static RiskRig Open(Capacities? capacities = null)
    {
        var rig = new RiskRig(capacities);
        for (var account = 1u; account <= 2; account++) rig.DefineAccount(account, "USD");
        for (ushort strategy = 1; strategy <= 3; strategy++) rig.DefineStrategy(strategy, strategy == 3 ? 2u : 1u);
        for (var id = 1u; id <= 2; id++) rig.DefineInstrument(id, "USD");
        for (var account = 1u; account <= 2; account++) rig.Deposit(account, "USD", 1_000_000);
        rig.Send<SessionOpened>((ref SessionOpened _) => { });
        for (var id = 1u; id <= 2; id++) rig.Quote(id, 99.99m, 100.01m);
        return rig;
    }

    public delegate void Fill<T>(ref T message);

    public static EngineEvent Event<T>(Fill<T> fill)
        where T : unmanaged, ISbeMessage<T>
    {
        var made = default(EngineEvent);
        fill(ref made.Begin<T>());
        return made;
    }

    public static long Price(decimal price) => (long)(price * Nano);

    public static ulong Code(string currency) => Currency.Of(currency).Code;

    public List<Decision> Send<T>(Fill<T> fill, params EngineEvent[] intents)
        where T : unmanaged, ISbeMessage<T> => Send(Event(fill), intents);

    /// <summary>One input with intents; its decisions are returned and then carried out.</summary>
    public List<Decision> Send(EngineEvent input, params EngineEvent[] intents)
    {
        input.TimestampNanos = Now;
        _sequence++;
        foreach (var intent in intents) _intents.Add(_sequence, intent);
        Risk.OnInput(ref input, _sequence);
        _recorder.Writer.StartInput(_sequence, Now);
        Learn(ref input);
        Last = [];
        while (_decisions.Holds(_sequence))
        {
            Last.Add(_decisions.Peek());
            _decisions.Take();
        }

        foreach (var decision in Last) CarryOut(decision);
        _recorder.Forget();
        return Last;
    }

    /// <summary>Nothing but time, and intents.</summary>
    public List<Decision> Ask(params EngineEvent[] intents) => Send<TimeAdvanced>((ref TimeAdvanced _) => { }, intents);

    public void DefineAccount(uint id, string currency) => Send((ref AccountDefinition d) =>
    {
        d.AccountId = id;
        d.Currency = Code(currency);
    });

    public void DefineStrategy(ushort id, uint account) => Send((ref StrategyDefinition d) =>
    {
        d.StrategyId = id;
        d.AccountId = account;
    });

    public void DefineInstrument(
        uint id, string currency, InstrumentKind kind = InstrumentKind.Spot, long lotSize = 1, ushort fees = 0)
    {
        var definition = default(EngineEvent);
        new InstrumentTerms
        {
            Id = id, Symbol = "I" + id, TickSize = Price(0.01m), Currency = Currency.Of(currency), Kind = kind,
            LotSize = lotSize, FeeScheduleId = fees,
        }.WriteTo(ref definition, Now);
        Send(definition);
    }

    public void Deposit(uint account, string currency, long units) => Send((ref Deposit d) =>
    {
        d.AccountId = account;
        d.Currency = Code(currency);
        d.Amount = units * Micro;
    });

    public List<Decision> Quote(uint id, decimal bid, decimal ask) => Send((ref Quote q) =>
    {
        q.InstrumentId = id;
        q.BidPrice = Price(bid);
        q.AskPrice = Price(ask);
    });

    public void Rate(string from, string to, decimal rate) => Send((ref CurrencyRate r) =>
    {
        r.FromCurrency = Code(from);
        r.ToCurrency = Code(to);
        r.Rate = (long)(rate * Nano);
    });

    public List<Decision> Limit(ScopeKind scope, ulong id, LimitKind kind, long value) => Send((ref SetRiskLimit l) =>
    {
        l.ScopeKind = scope;
        l.ScopeId = id;
        l.LimitKind = kind;
        l.Value = value;
        l.ActorId = 7;
    });

    public List<Decision> State(
        ScopeKind scope, ulong id, TradingState state, HaltFlags flags = HaltFlags.None, bool rearm = false) =>
        Send((ref SetTradingState s) =>
        {
            s.ScopeKind = scope;
            s.ScopeId = id;
            s.TradingState = state;
            s.HaltFlags = flags;
            s.Rearm = rearm ? (byte)1 : (byte)0;
            s.ActorId = 7;
        });

    /// <summary>An order of strategy 1 of account 1 in instrument 1, as the test bends it.</summary>
    public EngineEvent Order(Side side, long lots, decimal? price, Fill<SubmitOrder>? bend = null) =>
        Event((ref SubmitOrder o) =>
        {
            o.TimestampNanos = Now;
            o.InstrumentId = 1;
            o.AccountId = 1;
            o.StrategyId = 1;
            o.ClientOrderId = ++_lastClientId;
            o.Side = side;
            o.Quantity = lots;
            o.OrderType = price is null ? OrderType.Market : OrderType.Limit;
            o.Price = price is { } limit ? Price(limit) : null;
            o.TimeInForce = TimeInForce.Gtc;
            bend?.Invoke(ref o);
        });

    public EngineEvent Buy(long lots, decimal? price = 100m, Fill<SubmitOrder>? bend = null) =>
        Order(Side.Buy, lots, price, bend);

    public EngineEvent Sell(long lots, decimal? price = 100m, Fill<SubmitOrder>? bend = null) =>
        Order(Side.Sell, lots, price, bend);

    public static EngineEvent Replace(ulong orderId, long lots, decimal? price) => Event((ref ReplaceOrder r) =>
    {
        r.AccountId = 1;
        r.OrderId = orderId;
        r.Quantity = lots;
        r.Price = price is { } limit ? Price(limit) : null;
    });

    /// <summary>Buys or sells and fills at once, past all checks but the present ones.</summary>
    public void Trade(Side side, long lots, decimal price, Fill<SubmitOrder>? bend = null)
    {
        Approved(Ask(Order(side, lots, price, bend)));
        FillNewest(price);
    }

    /// <summary>Fills what is left of the newest order.</summary>
    public void FillNewest(decimal price)
    {
        var link = Orders.FirstLive;
        while (Orders.NextLive(link) != OrderTable.None) link = Orders.NextLive(link);
        FillOrder(link, price, Orders[link].LeavesLots);
    }

    public void FillOrder(int link, decimal price, long lots)
    {
        ref var order = ref Orders[link];
        Accounting.Fill(ref order, Price(price), lots, LiquidityRole.Taker);
        if (order.LeavesLots == 0) End(link);
        _recorder.Forget();
    }

    public static void Approved(List<Decision> decisions)
    {
        Assert.NotEmpty(decisions);
        Assert.All(decisions, d => Assert.True(
            d.Event.TemplateId is SubmitOrder.TemplateId or ReplaceOrder.TemplateId, d.Event.ToString()));
    }

    /// <summary>The one decision is a rejection for this reason.</summary>
    public static OrderRejected Rejected(
        List<Decision> decisions, RejectReason reason, ScopeKind? scope = null, long? limit = null, long? actual = null)
    {
        var rejected = Only<OrderRejected>(decisions);
        Assert.Equal(reason, rejected.RejectReason);
        if (scope is { } kind) Assert.Equal(kind, rejected.ScopeKind);
        if (limit is { } allowed) Assert.Equal(allowed, rejected.Limit);
        if (actual is { } asked) Assert.Equal(asked, rejected.Actual);
        return rejected;
    }

    public static T Only<T>(List<Decision> decisions)
        where T : unmanaged, ISbeMessage<T>
    {
        var decision = Assert.Single(decisions);
        Assert.True(decision.Event.Is<T>(), decision.Event.ToString());
        return decision.Event.As<T>();
    }

    public static List<T> All<T>(List<Decision> decisions)
        where T : unmanaged, ISbeMessage<T> =>
        [.. decisions.Where(d => d.Event.Is<T>()).Select(d => d.Event.As<T>())];

    public ulong Hash()
    {
        var hash = new StateHash();
        Risk.AddTo(ref hash);
        return hash.Value;
    }

    public void Dispose() => _recorder.Dispose();

    private void Learn(ref EngineEvent input)
    {
        if (input.Is<AccountDefinition>()) Accounting.Apply(in input.As<AccountDefinition>());
        if (input.Is<FeeSchedule>()) Accounting.Apply(in input.As<FeeSchedule>());
        if (input.Is<Deposit>()) Accounting.Apply(in input.As<Deposit>());
        if (!input.Is<InstrumentDefinition>()) return;
        _instruments.Apply(in input.As<InstrumentDefinition>());
        Accounting.Apply(in input.As<InstrumentDefinition>());
    }

    private void CarryOut(Decision decision)
    {
        switch (decision.Event.TemplateId)
        {
            case SubmitOrder.TemplateId:
                var link = Orders.Add(in decision.Event.As<SubmitOrder>());
                Assert.NotEqual(OrderTable.None, link);
                Accounting.Open(ref Orders[link], decision.Hold);
                Positions.MarkChanged(Orders[link].Position);
                break;
            case ReplaceOrder.TemplateId:
                ref var replace = ref decision.Event.As<ReplaceOrder>();
                var found = Orders.Find(replace.AccountId, replace.OrderId, replace.ClientOrderId);
                if (found == OrderTable.None) break; // A cancel of the same input came before.
                ref var order = ref Orders[found];
                (order.Price, order.WorstPrice) = (replace.PriceRaw, replace.PriceRaw);
                Accounting.Resize(ref order, replace.Quantity, decision.Hold);
                Positions.MarkChanged(order.Position);
                break;
            case CancelOrder.TemplateId:
                ref var cancel = ref decision.Event.As<CancelOrder>();
                if (Orders.Find(cancel.AccountId, cancel.OrderId, cancel.ClientOrderId) is var one and >= 0) End(one);
                break;
            case MassCancel.TemplateId: CancelAll(decision.Event.As<MassCancel>()); break;
            default: break;
        }
    }

    private void CancelAll(MassCancel cancel)
    {
        for (var link = Orders.FirstLive; link != OrderTable.None;)
        {
            var next = Orders.NextLive(link);
            ref var order = ref Orders[link];
            var isIn = cancel.ScopeKind switch
            {
                ScopeKind.Account => order.AccountId == cancel.ScopeId,
                ScopeKind.Strategy => order.StrategyId == cancel.ScopeId,
                ScopeKind.Instrument => order.InstrumentId == cancel.ScopeId,
                _ => true,
            };
            if (isIn) End(link);
            link = next;
        }
    }

    private void End(int link)
    {
        var position = Orders[link].Position;
        Accounting.Close(ref Orders[link]);
        Orders.Remove(link);
        Positions.MarkChanged(position);
    }
}
