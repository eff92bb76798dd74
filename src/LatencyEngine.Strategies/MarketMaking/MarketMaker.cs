using LatencyEngine.Domain;
using LatencyEngine.Strategies.Contract;
using LatencyEngine.Strategies.Indicators;

namespace LatencyEngine.Strategies.MarketMaking;

/// <summary>
/// Quotes both sides of every instrument it sees, wider when prices move more, and leaning against its
/// inventory. The strategy stage's thread; owns its state only.
/// </summary>
/// <remarks>
/// <para><b>Quotes.</b> One post-only order a side, at the prices and sizes of <see cref="QuotePlan"/>. A
/// quote moves only when it is off by the threshold and its last change is long enough ago, by a replace in
/// place. When only its size is too large, it shrinks at its price and keeps its place; it is never topped up
/// at its price.</para>
/// <para><b>Invariants.</b> Position and the leaves of a side together never exceed the largest inventory.
/// The bid is never asked to a price at or above any at which the own ask may still be, and the other way
/// round: the side that moves away goes first, the other follows with its confirmation.</para>
/// <para><b>Pulling.</b> Both quotes are canceled when the market is unknown (one-sided, locked, crossed),
/// after a gap until the next quote, when the market was silent too long, and while the strategy is not
/// ready. Without a free timer for the silence there is no quote.</para>
/// <para><b>Rejects</b> pause their side, twice as long each time until a success; a post-only order that
/// would have traded is tried again at the next change. An end that was not asked for pauses it once.</para>
/// <para><b>Warm-up.</b> Each instrument needs its samples of volatility; the strategy is ready with its
/// first. A start begins anew and pulls what was left of before. <b>Parameters</b> may change at any time and
/// hold from the instrument's next event; only another sampling interval warms up again.</para>
/// <para><b>Limits.</b> What does not fit into <see cref="StrategyPort.IntentsPerEventMax"/> is asked for
/// with the next event.</para>
/// </remarks>
public sealed class MarketMaker : IStrategy
{
    private const int IntentsPerInstrumentMax = 2;
    private const int SweepStepsMax = 256;
    private const long SweepTimer = -1;
    private const long BacklogTimer = -2;

    private readonly Backlog _backlog = new(BacklogTimer);
    private MarketMakerInstrument[] _instruments = [];
    private MarketMakerParameters _parameters;
    private int _samplesHave;
    private int _nextToSweep;

    // Every start, loss of history and gap has its number; instruments catch up when they are touched.
    private Epochs _epochs;

    public MarketMaker()
    {
        for (var id = 0; id < Parameters.Count; id++) _parameters.Set(id, Parameters[id].Default);
    }

    public IReadOnlyList<ParameterDescription> Parameters { get; } = MarketMakerParameters.Describe();

    public void OnAttached(StrategyPort port) => port.ReportHistory(0, _parameters.WarmUpSamples);

    [ColdPath("subscriptions come before the session opens")]
    public void OnSubscribed(in InstrumentDefinition instrument, StrategyPort port)
    {
        var id = (int)instrument.InstrumentId;
        if (id >= _instruments.Length)
            Array.Resize(ref _instruments, Math.Max(id + 1, 2 * _instruments.Length));
        _backlog.Grow(_instruments.Length);
        _instruments[id].Market.TickSize = Math.Max(1, instrument.TickSize);
        _instruments[id].Market.LotSize = Math.Max(1, instrument.LotSize);
    }

    public void OnStarted(StrategyPort port)
    {
        _epochs.Start++;
        _backlog.Clear();
        ForgetHistory(port);
        if (port.LiveOrders > 0) BeginSweep(port);
    }

    public void OnParameter(int parameterId, long value, StrategyPort port)
    {
        var sampleNanos = _parameters.VolatilitySampleNanos;
        _parameters.Set(parameterId, value);
        if (_parameters.VolatilitySampleNanos != sampleNanos) ForgetHistory(port);
        else port.ReportHistory(_samplesHave, _parameters.WarmUpSamples);
    }

    public void OnQuote(in Quote quote, StrategyPort port)
    {
        ref var state = ref StateOf(quote.InstrumentId, port);
        state.Market.Take(in quote, port.NowNanos, in _parameters);
        if (state.Market.Volatility.Samples > _samplesHave)
        {
            _samplesHave = state.Market.Volatility.Samples;
            port.ReportHistory(_samplesHave, _parameters.WarmUpSamples);
        }

        Requote(ref state, quote.InstrumentId, port);
    }

    public void OnGap(in FeedGap gap, StrategyPort port)
    {
        if (gap.InstrumentId == 0)
        {
            _epochs.Gap++;
            BeginSweep(port);
            return;
        }

        ref var state = ref StateOf(gap.InstrumentId, port);
        state.Market.Forget();
        Requote(ref state, gap.InstrumentId, port);
    }

    public void OnAccepted(in OrderAccepted accepted, StrategyPort port)
    {
        ref var state = ref StateOf(accepted.InstrumentId, port);
        ref var side = ref SideOf(ref state, accepted.ClientOrderId, out var isOurs);
        if (!isOurs) return;
        side.Accepted();
        Requote(ref state, accepted.InstrumentId, port);
    }

    public void OnReplaced(in OrderReplaced replaced, StrategyPort port)
    {
        ref var state = ref StateOf(replaced.InstrumentId, port);
        ref var side = ref SideOf(ref state, replaced.ClientOrderId, out var isOurs);
        if (!isOurs) return;
        side.Replaced(replaced.PriceRaw, replaced.Quantity);
        Requote(ref state, replaced.InstrumentId, port);
    }

    public void OnRejected(in OrderRejected rejected, bool ended, StrategyPort port)
    {
        ref var state = ref StateOf(rejected.InstrumentId, port);
        ref var side = ref SideOf(ref state, rejected.ClientOrderId, out var isOurs);
        if (!isOurs) return;
        if (ended || rejected.RejectReason == RejectReason.UnknownOrder) side.End();
        else side.LivesOn();
        if (rejected.RejectReason != RejectReason.PostOnlyWouldTrade)
            side.PauseAfterReject(port.NowNanos, _parameters.RejectPauseNanos);
        Requote(ref state, rejected.InstrumentId, port);
    }

    public void OnFilled(in OrderFilled filled, StrategyPort port)
    {
        ref var state = ref StateOf(filled.InstrumentId, port);
        ref var side = ref SideOf(ref state, filled.ClientOrderId, out var isOurs);
        if (isOurs) side.Filled(filled.Quantity, filled.LeavesQuantity);
        Requote(ref state, filled.InstrumentId, port);
    }

    public void OnEnded(ulong clientOrderId, uint instrumentId, long leavesLots, StrategyPort port)
    {
        ref var state = ref StateOf(instrumentId, port);
        ref var side = ref SideOf(ref state, clientOrderId, out var isOurs);
        if (!isOurs) return;
        if (!side.IsCanceling) side.Pause(port.NowNanos, _parameters.RejectPauseNanos);
        side.End();
        Requote(ref state, instrumentId, port);
    }

    public void OnTimer(long timerId, StrategyPort port)
    {
        if (timerId == SweepTimer)
        {
            Sweep(port);
            return;
        }

        if (timerId == BacklogTimer)
        {
            ServeBacklog(port);
            return;
        }

        var instrumentId = Quoter.InstrumentOf(timerId);
        ref var state = ref StateOf(instrumentId, port);
        new Quoter(ref state, instrumentId, port, in _parameters).OnTimer(timerId);
        Requote(ref state, instrumentId, port);
    }

    public void AddTo(ref StrategyHash hash)
    {
        _parameters.AddTo(ref hash);
        _epochs.AddTo(ref hash);
        hash.Add(_samplesHave);
        _backlog.AddTo(ref hash);
        hash.Add(_nextToSweep);
        for (var id = 0; id < _instruments.Length; id++)
        {
            if (!_instruments[id].IsSubscribed) continue;
            hash.Add(id);
            _instruments[id].AddTo(ref hash);
        }
    }

    /// <summary>The state of an instrument, which knows of every start, loss of history and gap.</summary>
    private ref MarketMakerInstrument StateOf(uint instrumentId, StrategyPort port)
    {
        ref var state = ref _instruments[instrumentId];
        if (state.Epochs != _epochs) CatchUp(ref state, port);
        return ref state;
    }

    private void CatchUp(ref MarketMakerInstrument state, StrategyPort port)
    {
        if (state.Epochs.Start != _epochs.Start) state.Restart(port.LiveOrders > 0);
        if (state.Epochs.History != _epochs.History) state.Market.Volatility = default;
        if (state.Epochs.Gap != _epochs.Gap) state.Market.Forget();
        state.Epochs = _epochs;
    }

    private void ForgetHistory(StrategyPort port)
    {
        _epochs.History++;
        _samplesHave = 0;
        port.ReportHistory(0, _parameters.WarmUpSamples);
    }

    private static ref QuoteSide SideOf(ref MarketMakerInstrument state, ulong clientOrderId, out bool isOurs)
    {
        ref var side = ref state.Bid;
        if (state.Ask.Order == clientOrderId) side = ref state.Ask;
        isOurs = clientOrderId != 0 && side.Order == clientOrderId;
        return ref side;
    }

    private void BeginSweep(StrategyPort port)
    {
        _nextToSweep = 0;
        Sweep(port);
    }

    /// <summary>Lets instruments pull, a bounded number in each event; those with events of their own do it
    /// anyway.</summary>
    private void Sweep(StrategyPort port)
    {
        var end = Math.Min(_instruments.Length, _nextToSweep + SweepStepsMax);
        for (; _nextToSweep < end && HasRoom(port); _nextToSweep++)
        {
            if (!_instruments[_nextToSweep].IsSubscribed) continue;
            Requote(ref StateOf((uint)_nextToSweep, port), (uint)_nextToSweep, port);
        }

        if (_nextToSweep < _instruments.Length) port.SetTimer(port.NowNanos + 1, SweepTimer);
    }

    private static bool HasRoom(StrategyPort port) =>
        port.IntentCount <= StrategyPort.IntentsPerEventMax - IntentsPerInstrumentMax;

    private void Requote(ref MarketMakerInstrument state, uint instrumentId, StrategyPort port)
    {
        var quoter = new Quoter(ref state, instrumentId, port, in _parameters);
        if (HasRoom(port)) quoter.Requote();
        else _backlog.Add(instrumentId, port);
    }

    private void ServeBacklog(StrategyPort port)
    {
        _backlog.TimerFired();
        while (_backlog.Count > 0 && HasRoom(port))
        {
            var instrumentId = _backlog.Take();
            Requote(ref StateOf(instrumentId, port), instrumentId, port);
        }

        _backlog.SetTimer(port);
    }
}
