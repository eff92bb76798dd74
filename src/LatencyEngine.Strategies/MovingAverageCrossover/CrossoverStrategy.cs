using LatencyEngine.Domain;
using LatencyEngine.Strategies.Bars;
using LatencyEngine.Strategies.Contract;
using LatencyEngine.Strategies.Indicators;

namespace LatencyEngine.Strategies.MovingAverageCrossover;

/// <summary>
/// Follows trends: long while a fast average of prices is above a slow one, flat or short while it is below.
/// One instance trades any number of instruments, each on its own. The strategy stage's thread; owns its
/// state only.
/// </summary>
/// <remarks>
/// <para><b>Target.</b> A crossing sets the position to hold; the order is target − position − in flight.
/// There is never more than one live order in an instrument: when the target moves, the order is canceled
/// first. What a reject or an unfilled order left undone is tried again after a pause. A position that
/// somebody else changed (a flatten) is accepted as the new target until the next crossing.</para>
/// <para><b>Warm-up.</b> Needs the slow period in prices. It is ready when one instrument has them; the
/// others wait for their own. A start forgets all prices, because there is a hole before it, and keeps the
/// positions.</para>
/// <para><b>Parameters</b> may change at any time. Periods and the kind of average count anew from the
/// remembered prices (up to <see cref="CrossoverParameters.PeriodMax"/>), each instrument with its next
/// price; only a longer slow period may have to wait for more. The price source forgets all prices. Lots,
/// shorting and order style hold from the next crossing or order; they move no position by themselves.</para>
/// <para><b>Limits.</b> What does not fit into <see cref="StrategyPort.IntentsPerEventMax"/>, because one
/// event closed bars of very many instruments, is asked for with the next event.</para>
/// </remarks>
public sealed class CrossoverStrategy : IStrategy
{
    /// <summary>The kind of the signal that each crossing raises; its strength is 1e9 upward, -1e9
    /// downward.</summary>
    public const ushort CrossingSignal = 1;

    private const long Certain = 1_000_000_000;
    private const int IntentsPerInstrumentMax = 2;

    private const long BacklogTimer = -1;

    private readonly Backlog _backlog = new(BacklogTimer);
    private CrossoverInstrument[] _instruments = [];
    private CrossoverParameters _parameters;
    private int _historyHave;

    // Every start, loss of history and gap has its number; instruments catch up when they are touched.
    private Epochs _epochs;

    public CrossoverStrategy()
    {
        for (var id = 0; id < Parameters.Count; id++) _parameters.Set(id, Parameters[id].Default);
    }

    public IReadOnlyList<ParameterDescription> Parameters { get; } = CrossoverParameters.Describe();

    public void OnAttached(StrategyPort port) => port.ReportHistory(0, _parameters.SlowPeriod);

    [ColdPath("subscriptions come before the session opens")]
    public void OnSubscribed(in InstrumentDefinition instrument, StrategyPort port)
    {
        var id = (int)instrument.InstrumentId;
        if (id >= _instruments.Length)
            Array.Resize(ref _instruments, Math.Max(id + 1, 2 * _instruments.Length));
        _backlog.Grow(_instruments.Length);
        ref var state = ref _instruments[id];
        if (!state.IsSubscribed) state = new CrossoverInstrument(CrossoverParameters.PeriodMax);
        state.TickSize = Math.Max(1, instrument.TickSize);
        state.LotSize = Math.Max(1, instrument.LotSize);
    }

    public void OnStarted(StrategyPort port)
    {
        _epochs.Start++;
        _backlog.Clear();
        ForgetHistory(port);
    }

    public void OnParameter(int parameterId, long value, StrategyPort port)
    {
        var tookQuotes = _parameters.TakesQuotes;
        _parameters.Set(parameterId, value);
        if (_parameters.TakesQuotes != tookQuotes) ForgetHistory(port);
        else port.ReportHistory(_historyHave, _parameters.SlowPeriod);
    }

    public void OnBar(in BarClosed bar, StrategyPort port)
    {
        if (_parameters.TakesQuotes) return;
        ref var state = ref StateOf(bar.InstrumentId, port);
        OnPrice(ref state, bar.Close, port);
        Pursue(ref state, bar.InstrumentId, port);
    }

    public void OnQuote(in Quote quote, StrategyPort port)
    {
        ref var state = ref StateOf(quote.InstrumentId, port);
        state.BidRaw = quote.BidPriceRaw;
        state.AskRaw = quote.AskPriceRaw;
        if (_parameters.TakesQuotes && MidPrice.TryOf(in quote, out var mid))
            OnPrice(ref state, mid, port);
        Pursue(ref state, quote.InstrumentId, port);
    }

    /// <summary>The best prices are no longer known; bars and averages go on with what comes.</summary>
    public void OnGap(in FeedGap gap, StrategyPort port)
    {
        if (gap.InstrumentId == 0) _epochs.Gap++;
        else StateOf(gap.InstrumentId, port).ForgetQuote();
    }

    public void OnRejected(in OrderRejected rejected, bool ended, StrategyPort port)
    {
        ref var state = ref StateOf(rejected.InstrumentId, port);
        if (rejected.ClientOrderId != state.Order || state.Order == 0) return;
        if (ended || rejected.RejectReason == RejectReason.UnknownOrder) state.End();
        state.IsCanceling = false;
        state.PauseAfterReject(port.NowNanos, _parameters.RetryNanos);
        Pursue(ref state, rejected.InstrumentId, port);
    }

    public void OnFilled(in OrderFilled filled, StrategyPort port)
    {
        ref var state = ref StateOf(filled.InstrumentId, port);
        if (filled.ClientOrderId == state.Order) state.Filled(filled.LeavesQuantity);
        else state.Target = port.Position(filled.InstrumentId);
        Pursue(ref state, filled.InstrumentId, port);
    }

    public void OnEnded(ulong clientOrderId, uint instrumentId, long leavesLots, StrategyPort port)
    {
        ref var state = ref StateOf(instrumentId, port);
        if (clientOrderId != state.Order) return;
        var wasAsked = state.IsCanceling;
        state.End();
        if (!wasAsked) state.PausedUntilNanos = port.NowNanos + _parameters.RetryNanos;
        Pursue(ref state, instrumentId, port);
    }

    public void OnTimer(long timerId, StrategyPort port)
    {
        if (timerId == BacklogTimer)
        {
            ServeBacklog(port);
            return;
        }

        ref var state = ref StateOf((uint)timerId, port);
        state.HasTimer = false;
        Pursue(ref state, (uint)timerId, port);
    }

    public void AddTo(ref StrategyHash hash)
    {
        _parameters.AddTo(ref hash);
        _epochs.AddTo(ref hash);
        hash.Add(_historyHave);
        _backlog.AddTo(ref hash);
        for (var id = 0; id < _instruments.Length; id++)
        {
            if (!_instruments[id].IsSubscribed) continue;
            hash.Add(id);
            _instruments[id].AddTo(ref hash);
        }
    }

    /// <summary>The state of an instrument, which knows of every start, loss of history and gap.</summary>
    private ref CrossoverInstrument StateOf(uint instrumentId, StrategyPort port)
    {
        ref var state = ref _instruments[instrumentId];
        if (state.Epochs != _epochs) CatchUp(ref state, port.Position(instrumentId));
        return ref state;
    }

    private void CatchUp(ref CrossoverInstrument state, long position)
    {
        if (state.Epochs.Start != _epochs.Start) state.Restart(position);
        if (state.Epochs.History != _epochs.History) state.Averages.Clear();
        if (state.Epochs.Gap != _epochs.Gap) state.ForgetQuote();
        state.Epochs = _epochs;
    }

    private void ForgetHistory(StrategyPort port)
    {
        _epochs.History++;
        _historyHave = 0;
        port.ReportHistory(0, _parameters.SlowPeriod);
    }

    private void OnPrice(ref CrossoverInstrument state, long price, StrategyPort port)
    {
        state.LastPrice = price;
        var crossing = state.Averages.Update(price, in _parameters);
        if (state.Averages.Count > _historyHave)
        {
            _historyHave = state.Averages.Count;
            port.ReportHistory(_historyHave, _parameters.SlowPeriod);
        }

        if (crossing == 0) return;
        state.SignalToRaise = crossing;
        if (port.IsReady) state.Target = TargetOf(crossing, state.LotSize);
    }

    private static bool HasRoom(StrategyPort port) =>
        port.IntentCount <= StrategyPort.IntentsPerEventMax - IntentsPerInstrumentMax;

    private void ServeBacklog(StrategyPort port)
    {
        _backlog.TimerFired();
        while (_backlog.Count > 0 && HasRoom(port))
        {
            var instrumentId = _backlog.Take();
            Pursue(ref StateOf(instrumentId, port), instrumentId, port);
        }

        _backlog.SetTimer(port);
    }

    private long TargetOf(int crossing, long lotSize)
    {
        var lots = Math.Max(lotSize, _parameters.OrderLots / lotSize * lotSize);
        if (crossing > 0) return lots;
        return _parameters.AllowShort ? -lots : 0;
    }

    /// <summary>Asks for the one thing that brings the position nearer to its target, unless it is asked
    /// for.</summary>
    private void Pursue(ref CrossoverInstrument state, uint instrumentId, StrategyPort port)
    {
        var missing = state.Target - port.Position(instrumentId) - state.InFlight;
        missing -= missing % state.LotSize;
        var isWanting = missing != 0 && !state.IsCanceling && port.IsReady;
        if (!isWanting && state.SignalToRaise == 0) return;
        if (!HasRoom(port))
        {
            _backlog.Add(instrumentId, port);
            return;
        }

        if (state.SignalToRaise != 0) RaiseSignal(ref state, instrumentId, port);
        if (!isWanting) return;
        if (port.NowNanos < state.PausedUntilNanos)
            WaitUntil(state.PausedUntilNanos, ref state, instrumentId, port);
        else if (state.Order == 0) Submit(ref state, instrumentId, missing, port);
        else Cancel(ref state, port);
    }

    /// <summary>Where no timer is free, the next quote or bar does.</summary>
    private static void WaitUntil(
        long dueNanos, ref CrossoverInstrument state, uint instrumentId, StrategyPort port)
    {
        if (!state.HasTimer) state.HasTimer = port.SetTimer(dueNanos, instrumentId);
    }

    private void RaiseSignal(ref CrossoverInstrument state, uint instrumentId, StrategyPort port)
    {
        var strength = state.SignalToRaise * Certain;
        port.RaiseSignal(instrumentId, CrossingSignal, strength, port.NowNanos + _parameters.SignalNanos);
        state.SignalToRaise = 0;
    }

    private static void Cancel(ref CrossoverInstrument state, StrategyPort port)
    {
        port.Cancel(state.Order);
        state.IsCanceling = true;
    }

    private void Submit(ref CrossoverInstrument state, uint instrumentId, long signedLots, StrategyPort port)
    {
        var side = signedLots > 0 ? Side.Buy : Side.Sell;
        var lots = Math.Abs(signedLots);
        var order = _parameters.UsesLimits
            ? port.SubmitLimit(
                instrumentId, side, lots, state.LimitPrice(side, _parameters.LimitTicks), TimeInForce.Ioc)
            : port.SubmitMarket(instrumentId, side, lots);
        if (order != 0) state.Begin(order, signedLots);
    }
}
