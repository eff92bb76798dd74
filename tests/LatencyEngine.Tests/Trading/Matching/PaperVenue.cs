using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Ledger;
using LatencyEngine.Trading.Matching;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Outputs;
using LatencyEngine.Trading.Portfolio;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Tests.Trading.Matching;

/// <summary>
/// The matching stage with one account and one instrument: market data and approved commands in, what happens to orders
/// out, as lines of text. Prices are whole units.
/// </summary>
internal sealed class PaperVenue : IDisposable
{
    public const uint Id = 1;
    public const uint Account = 7;
    public const ushort Strategy = 3;
    public const long Unit = 1_000_000_000;

    private readonly Lane<Decision> _decisions = new(256);
    private readonly Lane<EngineEvent> _reports = new(4096);
    private readonly InstrumentTable _instruments;
    private readonly Accounting _accounting;
    private readonly OutputRecorder _recorder = new(1 << 14);
    private EngineEvent _input;
    private long _sequence = -1;
    private ulong _lastClientId;

    public PaperVenue(MarketModel model, FillModel fillModel = FillModel.Queue, int levels = 64, int liveOrders = 256)
    {
        var capacities = new Capacities
        {
            InstrumentIdEnd = 8, Accounts = 4, Positions = 16, LiveOrders = liveOrders, BookLevelsPerSide = levels,
            MarketOrders = 64, Currencies = 4, FeeSchedules = 4,
        };
        _instruments = new InstrumentTable(capacities.InstrumentIdEnd);
        Orders = new OrderTable(capacities);
        Positions = new PositionTable(capacities);
        _accounting = new Accounting(capacities, _instruments, Positions, _recorder.Writer);
        Handler = new MatchingHandler(
            capacities, _instruments, Orders, Positions, _accounting, _decisions, _reports, _recorder.Writer);
        Define(model, fillModel);
    }

    public MatchingHandler Handler { get; }

    public OrderTable Orders { get; }

    public PositionTable Positions { get; }

    public long NowNanos { get; set; } = 1_000;

    public OutputWriter Outputs => _recorder.Writer;

    public long AheadOf(ulong clientId) =>
        Handler.Places.AheadOf(in Orders[Orders.FindClient(Account, clientId)]);

    public ulong StateHash()
    {
        var hash = new StateHash();
        Handler.AddTo(ref hash);
        Orders.AddTo(ref hash);
        Positions.AddTo(ref hash);
        _accounting.AddTo(ref hash);
        return hash.Value;
    }

    public void Quote(long bid, long bidLots, long ask, long askLots)
    {
        ref var quote = ref _input.Begin<Quote>();
        quote.InstrumentId = Id;
        if (bid != 0) quote.BidPriceRaw = bid * Unit;
        quote.BidQuantity = bidLots;
        if (ask != 0) quote.AskPriceRaw = ask * Unit;
        quote.AskQuantity = askLots;
        Send();
    }

    public void Trade(long price, long lots, Side aggressor)
    {
        ref var trade = ref _input.Begin<Trade>();
        trade.InstrumentId = Id;
        trade.Price = price * Unit;
        trade.Quantity = lots;
        trade.Aggressor = aggressor;
        Send();
    }

    public void Level(Side side, long price, long lots, MarketFlags flags = MarketFlags.EndOfBatch) =>
        Delta(side, lots == 0 ? BookAction.Remove : BookAction.Set, price, lots, flags);

    public void ClearBook()
    {
        Delta(Side.Buy, BookAction.Clear, 0, 0, MarketFlags.None);
        Delta(Side.Sell, BookAction.Clear, 0, 0, MarketFlags.EndOfBatch);
    }

    public void Delta(Side side, BookAction action, long price, long lots, MarketFlags flags)
    {
        ref var delta = ref _input.Begin<BookDelta>();
        delta.InstrumentId = Id;
        delta.Side = side;
        delta.Action = action;
        delta.Price = price * Unit;
        delta.Quantity = lots;
        delta.Flags = flags;
        Send();
    }

    public void Order(BookOrderAction action, ulong venueOrderId, Side side, long price, long lots)
    {
        ref var order = ref _input.Begin<BookOrder>();
        order.InstrumentId = Id;
        order.Action = action;
        order.VenueOrderId = venueOrderId;
        order.Side = side;
        order.Price = price * Unit;
        order.Quantity = lots;
        order.Flags = MarketFlags.EndOfBatch;
        Send();
    }

    public void Gap(uint instrumentId = Id, bool isBookLost = true)
    {
        ref var gap = ref _input.Begin<FeedGap>();
        gap.InstrumentId = instrumentId;
        gap.IsBookLost = isBookLost ? (byte)1 : (byte)0;
        Send();
    }

    public void Status(InstrumentStatus status)
    {
        ref var changed = ref _input.Begin<InstrumentStatusChanged>();
        changed.InstrumentId = Id;
        changed.Status = status;
        Send();
    }

    public void Latency(long nanos, long jitterNanos = 0)
    {
        ref var model = ref _input.Begin<VenueModel>();
        model.VenueId = 1;
        model.LatencyNanos = nanos;
        model.JitterNanos = jitterNanos;
        Send();
    }

    /// <summary>Nothing but time.</summary>
    public void Tick(long nanos = 0)
    {
        NowNanos += nanos;
        _input.Begin<TimeAdvanced>();
        Send();
    }

    public void Open(ulong seed)
    {
        _input.Begin<SessionOpened>().Seed = seed;
        Send();
    }

    public void Close()
    {
        _input.Begin<SessionClosing>();
        Send();
    }

    public void Raw<T>(in T message)
        where T : unmanaged, ISbeMessage<T>
    {
        _input.Set(in message);
        Send();
    }

    public ulong Buy(
        long lots, long price, TimeInForce timeInForce = TimeInForce.Gtc, OrderFlags flags = OrderFlags.None) =>
        Submit(Side.Buy, lots, price, timeInForce, flags);

    public ulong Sell(
        long lots, long price, TimeInForce timeInForce = TimeInForce.Gtc, OrderFlags flags = OrderFlags.None) =>
        Submit(Side.Sell, lots, price, timeInForce, flags);

    /// <param name="price">0 for a market order.</param>
    /// <param name="worst">Where a market order stops; 0 for nowhere.</param>
    public ulong Submit(
        Side side, long lots, long price, TimeInForce timeInForce, OrderFlags flags, long hold = 0,
        ulong clientId = 0, uint strategy = Strategy, long worst = 0)
    {
        ref var submit = ref _decisions.Next(_sequence + 1).Event.Begin<SubmitOrder>();
        submit.InstrumentId = Id;
        submit.AccountId = Account;
        submit.StrategyId = (ushort)strategy;
        submit.ClientOrderId = clientId == 0 ? ++_lastClientId : clientId;
        submit.Side = side;
        submit.Quantity = lots;
        submit.OrderType = price == 0 ? OrderType.Market : OrderType.Limit;
        if (price != 0) submit.PriceRaw = price * Unit;
        submit.TimeInForce = timeInForce;
        submit.OrderFlags = flags;
        var id = submit.ClientOrderId;
        _decisions.Next(_sequence + 1).WorstPrice =
            worst != 0 ? worst * Unit : side == Side.Buy ? long.MaxValue : 1;
        Decide(hold);
        return id;
    }

    public void Cancel(ulong clientId)
    {
        ref var cancel = ref _decisions.Next(_sequence + 1).Event.Begin<CancelOrder>();
        cancel.AccountId = Account;
        cancel.StrategyId = Strategy;
        cancel.ClientOrderId = clientId;
        Decide(0);
    }

    /// <param name="price">0 to keep it.</param>
    public void Replace(ulong clientId, long lots, long price, long hold = 0)
    {
        ref var replace = ref _decisions.Next(_sequence + 1).Event.Begin<ReplaceOrder>();
        replace.AccountId = Account;
        replace.StrategyId = Strategy;
        replace.ClientOrderId = clientId;
        replace.Quantity = lots;
        if (price != 0) replace.PriceRaw = price * Unit;
        Decide(hold);
    }

    /// <param name="actorId">0: the engine itself, because a limit was breached.</param>
    public void MassCancel(ScopeKind scope, ulong scopeId, Side side = Side.None, uint actorId = 9)
    {
        ref var cancel = ref _decisions.Next(_sequence + 1).Event.Begin<MassCancel>();
        cancel.ActorId = actorId;
        cancel.ScopeKind = scope;
        cancel.ScopeId = scopeId;
        cancel.Side = side;
        Decide(0);
    }

    public void Quarantine()
    {
        ref var changed = ref _decisions.Next(_sequence + 1).Event.Begin<StrategyStateChanged>();
        changed.StrategyId = Strategy;
        changed.StrategyState = StrategyState.Quarantined;
        Decide(0);
    }

    public void Pass<T>(in T output)
        where T : unmanaged, ISbeMessage<T>
    {
        _decisions.Next(_sequence + 1).Event.Set(in output);
        Decide(0);
    }

    /// <summary>What happened to orders since the last look; money is left out.</summary>
    public string[] Lines()
    {
        var lines = new List<string>();
        foreach (var output in _recorder.Take())
            if (Line(output) is { } line) lines.Add(line);
        return [.. lines];
    }

    public List<EngineEvent> Events() => _recorder.Take();

    public void Forget() => _recorder.Forget();

    /// <summary>What went back to the strategies since the last look.</summary>
    public List<EngineEvent> Reports()
    {
        var reports = new List<EngineEvent>();
        while (_reports.HoldsUpTo(_sequence))
        {
            reports.Add(_reports.Peek());
            _reports.Take();
        }

        return reports;
    }

    public void ForgetReports()
    {
        while (_reports.HoldsUpTo(_sequence)) _reports.Take();
    }

    public void CheckConservation() => _accounting.CheckConservation(Orders);

    public void Dispose() => _recorder.Dispose();

    private static string? Line(EngineEvent output) => output.TemplateId switch
    {
        OrderAccepted.TemplateId => $"accepted {output.As<OrderAccepted>().ClientOrderId}",
        OrderFilled.TemplateId => Line(output.As<OrderFilled>()),
        OrderCanceled.TemplateId => Line(output.As<OrderCanceled>()),
        OrderExpired.TemplateId => $"expired {output.As<OrderExpired>().ClientOrderId}",
        OrderReplaced.TemplateId => Line(output.As<OrderReplaced>()),
        OrderRejected.TemplateId => Line(output.As<OrderRejected>()),
        AlertRaised.TemplateId => $"alert {output.As<AlertRaised>().AlertKind}",
        CommandRejected.TemplateId => $"command rejected {output.As<CommandRejected>().RejectReason}",
        _ => null,
    };

    private static string Line(OrderFilled filled) =>
        $"filled {filled.ClientOrderId}: {filled.Quantity} @ {filled.Price / Unit} {filled.LiquidityRole}";

    private static string Line(OrderCanceled canceled) =>
        $"canceled {canceled.ClientOrderId}: {canceled.LeavesQuantity} {canceled.CancelReason}";

    private static string Line(OrderReplaced replaced) =>
        $"replaced {replaced.ClientOrderId}: {replaced.LeavesQuantity} @ {replaced.PriceRaw / Unit} "
        + (replaced.KeptPriority == 1 ? "kept" : "lost");

    private static string Line(OrderRejected rejected) =>
        $"rejected {rejected.ClientOrderId} {rejected.RejectReason}" + (rejected.IsEnded == 1 ? " ended" : "");

    private void Define(MarketModel model, FillModel fillModel)
    {
        ref var account = ref _input.Begin<AccountDefinition>();
        account.AccountId = Account;
        account.Currency = Currency.Usd.Code;
        Send();
        var terms = new InstrumentTerms
        {
            Id = Id, Symbol = "TEST", TickSize = Unit, MarketModel = model, FillModel = fillModel,
        };
        terms.WriteTo(ref _input, NowNanos);
        Send();
        ref var deposit = ref _input.Begin<Deposit>();
        deposit.AccountId = Account;
        deposit.Currency = Currency.Usd.Code;
        deposit.Amount = 1_000_000_000_000_000;
        Send();
        Lines();
    }

    private void Decide(long hold)
    {
        _decisions.Next(_sequence + 1).Hold = hold;
        _decisions.Added();
        _input.Begin<TimeAdvanced>();
        Send();
    }

    private void Send()
    {
        _input.TimestampNanos = NowNanos;
        Handler.OnInput(ref _input, ++_sequence);
    }
}
