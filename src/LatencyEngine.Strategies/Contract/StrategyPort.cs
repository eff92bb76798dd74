using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Strategies.Contract;

/// <summary>
/// All that a strategy can do: ask for orders and timers, raise signals, and look at the time and at its own position.
/// The strategy stage's thread; owns what the strategy wants in the event in hand, and its position as its fills tell.
/// </summary>
/// <remarks>
/// <b>Prices and quantities</b> are the engine's: 1e-9 of the currency unit, and lots. Nothing is checked here: risk
/// does that, with its reason.
/// </remarks>
public sealed class StrategyPort
{
    /// <summary>Most intents in one event.</summary>
    public const int IntentsPerEventMax = 32;

    private const int ClientCounterBits = 40;

    private readonly EngineEvent[] _intents = new EngineEvent[IntentsPerEventMax];
    private readonly long[] _lots;
    private readonly TimerQueue _timers;
    private ulong _lastClientOrder;

    public StrategyPort(ushort strategyId, uint accountId, int instrumentIdEnd, TimerQueue timers)
    {
        StrategyId = strategyId;
        AccountId = accountId;
        _lots = new long[instrumentIdEnd];
        _timers = timers;
    }

    public ushort StrategyId { get; }

    public uint AccountId { get; }

    /// <summary>Time of the event in hand, UTC nanoseconds since the Unix epoch.</summary>
    public long NowNanos { get; set; }

    public StrategyState State { get; set; } = StrategyState.Stopped;

    /// <summary>Warm and running: only then does what it asks for leave the strategy.</summary>
    public bool IsReady => State == StrategyState.Ready;

    /// <summary>Intents of the event in hand; more than <see cref="IntentsPerEventMax"/> were not kept.</summary>
    public int IntentCount { get; private set; }

    /// <summary>Orders asked for of which the end is not known yet.</summary>
    public int LiveOrders { get; private set; }

    /// <summary>Instruments in which the position is not flat.</summary>
    public int OpenPositions { get; private set; }

    /// <summary>History seen and needed, in the strategy's own unit; it is warm when it has seen enough.</summary>
    public long HistoryHave { get; private set; }

    public long HistoryNeed { get; private set; }

    public ref readonly EngineEvent Intent(int index) => ref _intents[index];

    /// <summary>Own position in lots, signed, with every fill that earlier inputs caused.</summary>
    public long Position(uint instrumentId) => _lots[instrumentId];

    /// <summary>How much history there is. The strategy becomes ready when it has what it needs.</summary>
    public void ReportHistory(long have, long need)
    {
        HistoryHave = have;
        HistoryNeed = need;
    }

    /// <summary>Asks for a limit order.</summary>
    /// <returns>The client order id by which reports will name it; 0 while the strategy is not ready.</returns>
    public ulong SubmitLimit(
        uint instrumentId, Side side, long lots, long price, TimeInForce timeInForce = TimeInForce.Day,
        OrderFlags flags = OrderFlags.None) =>
        Submit(instrumentId, side, lots, OrderType.Limit, price, timeInForce, flags);

    /// <summary>Asks for a market order.</summary>
    /// <inheritdoc cref="SubmitLimit"/>
    public ulong SubmitMarket(uint instrumentId, Side side, long lots, OrderFlags flags = OrderFlags.None) =>
        Submit(instrumentId, side, lots, OrderType.Market, SubmitOrder.PriceNullValue, TimeInForce.Ioc, flags);

    /// <summary>Asks to cancel an own order. Cancels leave the strategy also while it is not ready.</summary>
    public void Cancel(ulong clientOrderId)
    {
        if (!TryNext(out var index)) return;
        ref var cancel = ref _intents[index].Begin<CancelOrder>();
        cancel.TimestampNanos = NowNanos;
        cancel.AccountId = AccountId;
        cancel.StrategyId = StrategyId;
        cancel.ClientOrderId = clientOrderId;
    }

    /// <summary>Asks for another price and total quantity of an own order.</summary>
    public void Replace(ulong clientOrderId, long price, long totalLots)
    {
        if (!IsReady || !TryNext(out var index)) return;
        ref var replace = ref _intents[index].Begin<ReplaceOrder>();
        replace.TimestampNanos = NowNanos;
        replace.AccountId = AccountId;
        replace.StrategyId = StrategyId;
        replace.ClientOrderId = clientOrderId;
        replace.Price = price;
        replace.Quantity = totalLots;
    }

    /// <summary>Tells the world an opinion; it is journaled and shown, and orders nothing.</summary>
    public void RaiseSignal(uint instrumentId, ushort kind, long strength, long expiresNanos)
    {
        if (!TryNext(out var index)) return;
        ref var signal = ref _intents[index].Begin<SignalRaised>();
        signal.StrategyId = StrategyId;
        signal.InstrumentId = instrumentId;
        signal.SignalKind = kind;
        signal.Strength = strength;
        signal.ExpiresNanos = expiresNanos;
    }

    /// <summary>Asks for a call of <c>OnTimer</c> with the first input at or after this time.</summary>
    /// <returns><c>false</c> when all timers of the session are in use.</returns>
    public bool SetTimer(long dueNanos, long timerId) => _timers.TryAdd(dueNanos, StrategyId, timerId);

    /// <summary>Forgets what was wanted in the event before. The strategy stage, before it calls the strategy.</summary>
    public void StartEvent(long nowNanos)
    {
        NowNanos = nowNanos;
        IntentCount = 0;
    }

    /// <summary>An order of this strategy exists. The strategy stage.</summary>
    public void OrderBegan() => LiveOrders++;

    /// <summary>An order of this strategy is over. The strategy stage.</summary>
    public void OrderEnded() => LiveOrders--;

    /// <summary>The position changed by a fill. The strategy stage, before it calls the strategy.</summary>
    public void Filled(uint instrumentId, long signedLots)
    {
        ref var lots = ref _lots[instrumentId];
        if (lots == 0) OpenPositions++;
        lots += signedLots;
        if (lots == 0) OpenPositions--;
    }

    /// <summary>Hashes what the port itself knows.</summary>
    public void AddTo(ref StrategyHash hash)
    {
        hash.Add((long)State);
        hash.Add((long)_lastClientOrder);
        hash.Add(LiveOrders);
        for (var i = 0; i < _lots.Length; i++)
        {
            if (_lots[i] == 0) continue;
            hash.Add(i);
            hash.Add(_lots[i]);
        }
    }

    private ulong Submit(
        uint instrumentId, Side side, long lots, OrderType type, long price, TimeInForce timeInForce, OrderFlags flags)
    {
        if (!IsReady || !TryNext(out var index)) return 0;
        ref var submit = ref _intents[index].Begin<SubmitOrder>();
        submit.TimestampNanos = NowNanos;
        submit.InstrumentId = instrumentId;
        submit.AccountId = AccountId;
        submit.StrategyId = StrategyId;
        submit.ClientOrderId = ((ulong)StrategyId << ClientCounterBits) | ++_lastClientOrder;
        submit.PriceRaw = price;
        submit.Quantity = lots;
        submit.Side = side;
        submit.OrderType = type;
        submit.TimeInForce = timeInForce;
        submit.OrderFlags = flags;
        return submit.ClientOrderId;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNext(out int index)
    {
        index = IntentCount++;
        return index < IntentsPerEventMax;
    }
}
