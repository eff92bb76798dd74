using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Strategies.Contract;

namespace LatencyEngine.Tests.Strategies;

/// <summary>
/// Plays the strategy stage for one strategy: each method is one input, and returns what the strategy wanted,
/// as text. Prices are in ticks.
/// </summary>
internal sealed class StrategyBench
{
    public const long Tick = 100;
    public const long Milli = 1_000_000;
    public const long Second = 1_000 * Milli;

    private readonly TimerQueue _timers;
    private readonly List<string> _wanted = [];
    private readonly HashSet<ulong> _live = [];

    public StrategyBench(
        IStrategy strategy, IReadOnlyDictionary<int, long>? parameters = null, int instruments = 1, long lotSize = 1,
        int timers = 100_000, bool isStarted = true)
    {
        Strategy = strategy;
        _timers = new TimerQueue(timers);
        Port = new StrategyPort(3, 1, instruments + 1, _timers);
        strategy.OnAttached(Port);
        for (var id = 0; id < strategy.Parameters.Count; id++)
        {
            var value = parameters?.GetValueOrDefault(id, strategy.Parameters[id].Default);
            strategy.OnParameter(id, value ?? strategy.Parameters[id].Default, Port);
        }

        for (var id = 1u; id <= instruments; id++) Subscribe(id, lotSize);
        if (isStarted) Start();
    }

    public IStrategy Strategy { get; }

    public StrategyPort Port { get; }

    /// <summary>Advances by a millisecond with each input.</summary>
    public long Now { get; set; } = 1_700_000_000 * Second;

    /// <summary>Every intent so far, encoded.</summary>
    public List<byte[]> Journal { get; } = [];

    public bool KeepsJournal { get; set; }

    public int LiveOrders => _live.Count;

    public ulong Hash
    {
        get
        {
            var hash = new StrategyHash();
            Port.AddTo(ref hash);
            Strategy.AddTo(ref hash);
            return hash.Value;
        }
    }

    public static ulong Order(int number) => (3UL << 40) | (uint)number;

    public void Subscribe(uint instrumentId, long lotSize = 1)
    {
        var definition = InstrumentDefinition.Create();
        definition.InstrumentId = instrumentId;
        definition.TickSize = Tick;
        definition.LotSize = lotSize;
        Strategy.OnSubscribed(in definition, Port);
    }

    public string[] Start()
    {
        Port.State = StrategyState.WarmingUp;
        return Event(() => Strategy.OnStarted(Port));
    }

    public string[] Set(int parameterId, long value) => Event(() => Strategy.OnParameter(parameterId, value, Port));

    public string[] Quote(long? bid, long? ask, uint id = 1)
    {
        var quote = Domain.Quote.Create();
        quote.InstrumentId = id;
        quote.BidPrice = bid * Tick;
        quote.AskPrice = ask * Tick;
        return Event(() => Strategy.OnQuote(in quote, Port));
    }

    public string[] Bar(long close, uint id = 1)
    {
        var bar = BarClosed.Create();
        bar.InstrumentId = id;
        bar.Close = close * Tick;
        return Event(() => Strategy.OnBar(in bar, Port));
    }

    /// <summary>Several bars in one input, as when time advances over a quiet market.</summary>
    public string[] Bars(long close, uint firstId, uint lastId) => Event(() =>
    {
        for (var id = firstId; id <= lastId; id++)
        {
            var bar = BarClosed.Create();
            bar.InstrumentId = id;
            bar.Close = close * Tick;
            Strategy.OnBar(in bar, Port);
        }
    });

    public string[] Gap(uint id = 1)
    {
        var gap = FeedGap.Create();
        gap.InstrumentId = id;
        return Event(() => Strategy.OnGap(in gap, Port));
    }

    /// <summary>An input that is of no concern to the strategy, except that time goes on.</summary>
    public string[] Wait(long nanos)
    {
        Now += nanos - Milli;
        return Event(() => { });
    }

    public string[] Accept(int order, uint id = 1)
    {
        var accepted = OrderAccepted.Create();
        accepted.InstrumentId = id;
        accepted.ClientOrderId = Order(order);
        return Report(() => Strategy.OnAccepted(in accepted, Port));
    }

    public string[] Fill(int order, Side side, long lots, long leaves, uint id = 1)
    {
        var filled = OrderFilled.Create();
        filled.InstrumentId = id;
        filled.ClientOrderId = Order(order);
        filled.Quantity = lots;
        filled.LeavesQuantity = leaves;
        filled.Side = side;
        Port.Filled(id, side == Side.Buy ? lots : -lots);
        if (leaves == 0) End(Order(order));
        return Report(() => Strategy.OnFilled(in filled, Port));
    }

    public string[] Reject(
        int order, RejectReason reason = RejectReason.OrderRateExceeded, bool ended = true, uint id = 1)
    {
        var rejected = OrderRejected.Create();
        rejected.InstrumentId = id;
        rejected.ClientOrderId = Order(order);
        rejected.RejectReason = reason;
        if (ended) End(Order(order));
        return Report(() => Strategy.OnRejected(in rejected, ended, Port));
    }

    public string[] Replaced(int order, long price, long lots, uint id = 1)
    {
        var replaced = OrderReplaced.Create();
        replaced.InstrumentId = id;
        replaced.ClientOrderId = Order(order);
        replaced.Price = price * Tick;
        replaced.Quantity = lots;
        return Report(() => Strategy.OnReplaced(in replaced, Port));
    }

    public string[] Ended(int order, long leaves = 1, uint id = 1)
    {
        End(Order(order));
        return Report(() => Strategy.OnEnded(Order(order), id, leaves, Port));
    }

    private void End(ulong order)
    {
        if (_live.Remove(order)) Port.OrderEnded();
    }

    /// <summary>An input that closes a bar or is seen itself: timers that are due come before.</summary>
    private string[] Event(Action call)
    {
        Begin();
        FireTimers();
        call();
        return Finish();
    }

    /// <summary>A report comes before the timers of the input with which it is seen.</summary>
    private string[] Report(Action call)
    {
        Begin();
        call();
        FireTimers();
        return Finish();
    }

    private void Begin()
    {
        Now += Milli;
        Port.StartEvent(Now);
    }

    private void FireTimers()
    {
        while (_timers.NextDueNanos <= Now)
        {
            _timers.Take(out _, out var timerId);
            Strategy.OnTimer(timerId, Port);
        }
    }

    private string[] Finish()
    {
        if (Port.State == StrategyState.WarmingUp && Port.HistoryHave >= Port.HistoryNeed)
            Port.State = StrategyState.Ready;
        Assert.True(Port.IntentCount <= StrategyPort.IntentsPerEventMax, "asked for too much in one event");
        _wanted.Clear();
        for (var i = 0; i < Port.IntentCount; i++) Take(Port.Intent(i));
        return [.. _wanted];
    }

    private void Take(EngineEvent intent)
    {
        if (KeepsJournal) Journal.Add(intent.AsBytes().ToArray());
        if (intent.Is<SubmitOrder>() && _live.Add(intent.As<SubmitOrder>().ClientOrderId)) Port.OrderBegan();
        _wanted.Add(TextOf(ref intent));
    }

    private static string TextOf(ref EngineEvent intent)
    {
        switch (intent.TemplateId)
        {
            case SubmitOrder.TemplateId:
                ref var submit = ref intent.As<SubmitOrder>();
                var price = submit.OrderType == OrderType.Market ? "market" : PriceText(submit.PriceRaw);
                var flags = submit.OrderFlags == OrderFlags.None ? "" : " " + submit.OrderFlags;
                return $"#{Number(submit.ClientOrderId)} {submit.Side} {submit.Quantity} @ {price} "
                    + $"{submit.TimeInForce}{flags}" + InstrumentText(submit.InstrumentId);
            case CancelOrder.TemplateId:
                return $"cancel #{Number(intent.As<CancelOrder>().ClientOrderId)}";
            case ReplaceOrder.TemplateId:
                ref var replace = ref intent.As<ReplaceOrder>();
                return $"replace #{Number(replace.ClientOrderId)} {replace.Quantity} @ {PriceText(replace.PriceRaw)}";
            default:
                ref var signal = ref intent.As<SignalRaised>();
                return $"signal {(signal.Strength > 0 ? "up" : "down")}" + InstrumentText(signal.InstrumentId);
        }
    }

    private static string PriceText(long price)
    {
        Assert.Equal(0, price % Tick);
        return $"{price / Tick}";
    }

    private static string InstrumentText(uint id) => id == 1 ? "" : $" in {id}";

    private static ulong Number(ulong order) => order & ((1UL << 40) - 1);
}
