using LatencyEngine.Domain;
using LatencyEngine.Strategies.Contract;

namespace LatencyEngine.Strategies.MarketMaking;

/// <summary>
/// Brings the two quotes of one instrument to where they should be, within one event; lives no longer than
/// that. The strategy stage's thread.
/// </summary>
internal readonly ref struct Quoter
{
    private const int TimersPerInstrument = 2;
    private const int StaleTimer = 0;
    private const int RequoteTimer = 1;

    private readonly ref MarketMakerInstrument _state;
    private readonly ref readonly MarketMakerParameters _parameters;
    private readonly StrategyPort _port;
    private readonly uint _instrumentId;

    public Quoter(
        ref MarketMakerInstrument state, uint instrumentId, StrategyPort port,
        in MarketMakerParameters parameters)
    {
        _state = ref state;
        _parameters = ref parameters;
        _port = port;
        _instrumentId = instrumentId;
    }

    private bool IsStale => _port.NowNanos - _state.Market.QuotedNanos >= _parameters.StaleNanos;

    public static uint InstrumentOf(long timerId) => (uint)(timerId / TimersPerInstrument);

    /// <summary>Notes that a timer is over, and whether the market has been silent too long.</summary>
    public void OnTimer(long timerId)
    {
        if (timerId % TimersPerInstrument == RequoteTimer)
        {
            if (_port.NowNanos >= _state.RequoteTimerNanos) _state.RequoteTimerNanos = 0;
            return;
        }

        _state.HasStaleTimer = false;
        if (_state.IsLive && (IsStale || !HearsSilence())) _state.Market.Forget();
    }

    /// <summary>Asks for what is missing; room for one intent a side is there.</summary>
    public void Requote()
    {
        if (!_state.IsLive) _state.HasOrphans = false;
        if (MayQuote())
        {
            Follow(QuotePlan.Of(in _state.Market, _port.Position(_instrumentId), in _parameters));
            return;
        }

        Pull(ref _state.Bid);
        Pull(ref _state.Ask);
    }

    /// <summary>Comes back then, if not earlier. Where no timer is free, the next event of the instrument
    /// does.</summary>
    private void WaitUntil(long dueNanos)
    {
        if (_state.RequoteTimerNanos != 0 && _state.RequoteTimerNanos <= dueNanos) return;
        if (_port.SetTimer(dueNanos, TimerId(RequoteTimer))) _state.RequoteTimerNanos = dueNanos;
    }

    private bool MayQuote() =>
        _state.Market.IsKnown && _port.IsReady && !_state.HasOrphans && !IsStale
        && _state.Market.Volatility.Samples >= _parameters.WarmUpSamples;

    /// <summary>The side that moves away from the other goes first.</summary>
    private void Follow(in QuotePlan plan)
    {
        if (_state.Bid.IsLive && plan.BidPrice > _state.Bid.Price)
        {
            Move(Side.Sell, in plan);
            Move(Side.Buy, in plan);
        }
        else
        {
            Move(Side.Buy, in plan);
            Move(Side.Sell, in plan);
        }
    }

    private void Move(Side name, in QuotePlan plan)
    {
        ref var side = ref SideOf(name);
        var lots = plan.LotsOf(name);
        if (lots == 0) Pull(ref side);
        else if (side.IsBusy || side.IsCanceling) return; // Its report comes back here.
        else if (!side.IsLive) Submit(name, plan.PriceOf(name), lots);
        else Correct(name, in plan, lots);
    }

    private void Submit(Side name, long price, long lots)
    {
        ref var side = ref SideOf(name);
        var freeNanos = side.FreeNanos(_parameters.RequoteNanos);
        if (_port.NowNanos < freeNanos) WaitUntil(freeNanos);
        else if (!MeetsOtherSide(name, price) && HearsSilence())
        {
            var order = _port.SubmitLimit(
                _instrumentId, name, lots, price, TimeInForce.Day, OrderFlags.PostOnly);
            if (order != 0) side.Begin(order, price, lots, _port.NowNanos);
        }
    }

    private void Correct(Side name, in QuotePlan plan, long lots)
    {
        ref var side = ref SideOf(name);
        var price = plan.PriceOf(name);
        var isOff = IsOff(name, in plan);
        var freeNanos = side.FreeNanos(_parameters.RequoteNanos);
        if (isOff && _port.NowNanos >= freeNanos)
        {
            if (!MeetsOtherSide(name, price)) Replace(ref side, price, lots);
        }
        else if (side.LeavesLots > lots && _port.NowNanos >= side.PausedUntilNanos)
            Replace(ref side, side.Price, lots);
        else if (isOff || side.LeavesLots > lots) WaitUntil(freeNanos);
    }

    private void Replace(ref QuoteSide side, long price, long lots)
    {
        _port.Replace(side.Order, price, side.FilledLots + lots);
        side.Change(price, _port.NowNanos);
    }

    private void Pull(ref QuoteSide side)
    {
        if (!side.IsLive || side.IsCanceling) return;
        _port.Cancel(side.Order);
        side.Cancel();
    }

    /// <summary>Off by the threshold, or in the way of where the other side should be.</summary>
    private bool IsOff(Side name, in QuotePlan plan)
    {
        var price = SideOf(name).Price;
        var isInTheWay = name == Side.Buy ? price >= plan.AskPrice : price <= plan.BidPrice;
        return isInTheWay
            || Math.Abs(price - plan.PriceOf(name)) >= _parameters.RequoteTicks * _state.Market.TickSize;
    }

    /// <summary>Whether this price could trade with the own other side, wherever that may be by
    /// now.</summary>
    private bool MeetsOtherSide(Side name, long price) =>
        name == Side.Buy
            ? _state.Ask.IsLive && price >= _state.Ask.LowestPrice
            : _state.Bid.IsLive && price <= _state.Bid.HighestPrice;

    private bool HearsSilence()
    {
        if (!_state.HasStaleTimer)
            _state.HasStaleTimer = _port.SetTimer(
                _state.Market.QuotedNanos + _parameters.StaleNanos, TimerId(StaleTimer));
        return _state.HasStaleTimer;
    }

    private ref QuoteSide SideOf(Side name)
    {
        if (name == Side.Buy) return ref _state.Bid;
        return ref _state.Ask;
    }

    private long TimerId(int timer) => ((long)_instrumentId * TimersPerInstrument) + timer;
}
