using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Strategies.Contract;
using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Matching;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Trading.Strategies;

/// <summary>
/// The first stage: lets every strategy see what it asked for, and hands what they want to risk. Its own pinned thread
/// in the staged layout; owns the strategies, their timers and their bars.
/// </summary>
/// <remarks>
/// <para><b>Feedback.</b> Before an input is handled, the stage has seen every report that earlier inputs caused. It
/// waits for them only while something can still be reported: a command left with the input before, an order is live
/// or a command in flight, or a position is open (which a risk limit may close). Whether orders are live it reads from
/// the matching stage when it has waited, so that nothing is missed that only matching knows of: the answer to a
/// cancel that comes too late, say. Strategies that take no feedback get none, and alone they are never waited
/// for.</para>
/// <para><b>Order.</b> Strategies answer in the order of their subscriptions; what they want leaves in the order of
/// their seats, after the outputs that the stage itself has prepared.</para>
/// <para><b>Bars</b> close with the first update of their instrument after their end, or with
/// <c>TimeAdvanced</c>, which looks at <see cref="Capacities.SweepStepsPerEventMax"/> of them each time.</para>
/// </remarks>
public sealed class StrategyHandler
{
    private readonly StrategySeat[] _seats;
    private readonly int[] _seatOfStrategy;
    private readonly Subscriptions _subscriptions;
    private readonly TimerQueue _timers;
    private readonly Lane<EngineEvent> _intents;
    private readonly Lane<EngineEvent> _reports;
    private readonly IFeedbackGate _gate;
    private readonly int _instrumentIdEnd;
    private readonly int _roomNeeded;
    private readonly bool[] _isTouched;
    private readonly InstrumentDefinition[] _instruments;

    private EngineEvent _prepared; // Where outputs and bars of the event in hand are made.
    private long _input;
    private long _nowNanos;
    private int _nextBarToSweep;
    private int _feedbackSeats;
    private MatchingHandler? _matching;
    private bool _mayBeTold;
    private bool _isClosing;

    public StrategyHandler(
        Capacities capacities, IReadOnlyList<StrategySeat> seats, Lane<EngineEvent> intents,
        Lane<EngineEvent> reports, IFeedbackGate gate)
    {
        _seats = [.. seats];
        _seatOfStrategy = new int[ushort.MaxValue + 1];
        Array.Fill(_seatOfStrategy, Subscriptions.None);
        for (var i = 0; i < _seats.Length; i++) _seatOfStrategy[_seats[i].StrategyId] = i;
        foreach (var seat in _seats)
            if (seat.Strategy.TakesFeedback) _feedbackSeats++;
        _instrumentIdEnd = capacities.InstrumentIdEnd;
        _subscriptions = new Subscriptions(_instrumentIdEnd);
        _instruments = new InstrumentDefinition[_instrumentIdEnd];
        _timers = new TimerQueue(capacities.Timers);
        _intents = intents;
        _reports = reports;
        _gate = gate;
        _isTouched = new bool[_seats.Length];
        _roomNeeded = (_seats.Length * (StrategyPort.IntentsPerEventMax + PreparedPerSeatMax)) + PreparedPerEventMax;
        Invariant.Check(_roomNeeded <= intents.Capacity);
    }

    // A state change, and one answer to a command, for each seat; bars closed by one event.
    private const int PreparedPerSeatMax = 3;
    private const int PreparedPerEventMax = Capacities.SweepStepsPerEventMax + 64;

    public IReadOnlyList<StrategySeat> Seats => _seats;

    /// <summary>Whose reports they are. Once, before the first input.</summary>
    public void Follow(MatchingHandler matching) => _matching = matching;

    /// <summary>Handles one input.</summary>
    public void OnInput(ref EngineEvent input, long inputSequence)
    {
        if (MayGetReports() || _intents.Room < _roomNeeded) Await(inputSequence - 1);
        _input = inputSequence;
        _nowNanos = Math.Max(_nowNanos, input.TimestampNanos);
        while (_reports.HoldsUpTo(inputSequence - 1)) TakeReport();
        FireTimers();
        Dispatch(ref input);
        SendIntents();
    }

    public void AddTo(ref StateHash hash)
    {
        foreach (var seat in _seats)
        {
            var own = new StrategyHash();
            seat.Port?.AddTo(ref own);
            seat.Strategy.AddTo(ref own);
            foreach (var value in seat.Values) own.Add(value);
            hash.Add(own.Value);
        }
    }

    private bool MayGetReports()
    {
        if (_isClosing) return true; // The state is hashed with the last input: nobody may be beyond it.
        if (_feedbackSeats == 0) return false;
        return _mayBeTold || HasOpenPosition();
    }

    private bool HasOpenPosition()
    {
        foreach (var seat in _seats)
            if (seat.Strategy.TakesFeedback && seat.Port is { OpenPositions: not 0 })
                return true;
        return false;
    }

    // Only now: matching is done with the input before and cannot begin with this one.
    private void Await(long inputSequence)
    {
        _gate.AwaitThrough(inputSequence);
        _mayBeTold = _matching is { MayReport: true };
    }

    private void Dispatch(ref EngineEvent input)
    {
        switch (input.TemplateId)
        {
            case Quote.TemplateId: OnQuote(ref input); break;
            case Trade.TemplateId: OnTrade(ref input); break;
            case FeedGap.TemplateId: Tell(Occasion.Gap, input.As<FeedGap>().InstrumentId, ref input); break;
            case Signal.TemplateId: Tell(Occasion.Signal, input.As<Signal>().InstrumentId, ref input); break;
            case TimeAdvanced.TemplateId: SweepBars(); break;
            case SubmitOrder.TemplateId: OnSubmit(ref input); break;
            case CancelOrder.TemplateId or ReplaceOrder.TemplateId or MassCancel.TemplateId:
                _mayBeTold = true;
                _intents.Add(_input, input);
                break;
            default: OnRare(ref input); break;
        }
    }

    private void OnRare(ref EngineEvent input)
    {
        switch (input.TemplateId)
        {
            case InstrumentDefinition.TemplateId: OnInstrument(in input.As<InstrumentDefinition>()); break;
            case StrategyDefinition.TemplateId: OnDefinition(in input.As<StrategyDefinition>()); break;
            case StrategySubscription.TemplateId: OnSubscription(in input.As<StrategySubscription>()); break;
            case SetStrategyParameter.TemplateId: OnParameter(in input.As<SetStrategyParameter>()); break;
            case SetStrategyState.TemplateId: OnState(in input.As<SetStrategyState>()); break;
            case SessionOpened.TemplateId:
                foreach (var seat in _seats)
                    if (seat.Port is { State: not StrategyState.Quarantined }) Start(seat, StrategyReason.SessionOpened);
                break;
            case SessionClosing.TemplateId: _isClosing = true; break;
            default: break; // Of no concern to strategies.
        }
    }

    private void OnQuote(ref EngineEvent input)
    {
        ref var quote = ref input.As<Quote>();
        var link = _subscriptions.FirstOf(quote.InstrumentId);
        if (link == Subscriptions.None) return;
        UpdateQuoteBars(in quote);
        for (; link != Subscriptions.None; link = _subscriptions[link].Next)
            Call(_subscriptions[link].Seat, Occasion.Quote, ref input, 0);
    }

    private void OnTrade(ref EngineEvent input)
    {
        ref var trade = ref input.As<Trade>();
        var link = _subscriptions.FirstOf(trade.InstrumentId);
        if (link == Subscriptions.None) return;
        var bar = _subscriptions.FirstBarOf(trade.InstrumentId);
        for (; bar != Subscriptions.None; bar = _subscriptions.Bar(bar).Next)
        {
            ref var closed = ref _prepared.Begin<BarClosed>();
            if (_subscriptions.Bar(bar).Builder.OnTrade(in trade, ref closed)) OnBar(bar, ref _prepared);
        }

        for (; link != Subscriptions.None; link = _subscriptions[link].Next)
            Call(_subscriptions[link].Seat, Occasion.Trade, ref input, 0);
    }

    private void UpdateQuoteBars(in Quote quote)
    {
        var bar = _subscriptions.FirstBarOf(quote.InstrumentId);
        for (; bar != Subscriptions.None; bar = _subscriptions.Bar(bar).Next)
        {
            ref var closed = ref _prepared.Begin<BarClosed>();
            if (_subscriptions.Bar(bar).Builder.OnQuote(in quote, ref closed)) OnBar(bar, ref _prepared);
        }
    }

    private void SweepBars()
    {
        var steps = Math.Min(_subscriptions.BarCount, Capacities.SweepStepsPerEventMax);
        for (var i = 0; i < steps; i++)
        {
            if (_nextBarToSweep >= _subscriptions.BarCount) _nextBarToSweep = 0;
            var bar = _nextBarToSweep++;
            ref var closed = ref _prepared.Begin<BarClosed>();
            if (_subscriptions.Bar(bar).Builder.TryClose(_nowNanos, ref closed)) OnBar(bar, ref _prepared);
        }
    }

    private void OnBar(int bar, ref EngineEvent closed)
    {
        _intents.Add(_input, closed);
        var link = _subscriptions.FirstOf(closed.As<BarClosed>().InstrumentId);
        for (; link != Subscriptions.None; link = _subscriptions[link].Next)
            if (_subscriptions[link].Bar == bar) Call(_subscriptions[link].Seat, Occasion.Bar, ref closed, 0);
    }

    /// <summary>To the subscribers of the instrument; 0 is all seats.</summary>
    private void Tell(Occasion occasion, uint instrumentId, ref EngineEvent input)
    {
        if (instrumentId == 0)
        {
            for (var seat = 0; seat < _seats.Length; seat++) Call(seat, occasion, ref input, 0);
            return;
        }

        for (var link = _subscriptions.FirstOf(instrumentId); link != Subscriptions.None; link = _subscriptions[link].Next)
            Call(_subscriptions[link].Seat, occasion, ref input, 0);
    }

    private void OnSubmit(ref EngineEvent input)
    {
        _mayBeTold = true;
        _intents.Add(_input, input);
        ref var submit = ref input.As<SubmitOrder>();
        if (SeatOf(submit.StrategyId) is var seat and >= 0 && _seats[seat].Port is { } port)
            Reports.Began(submit.ClientOrderId, port);
    }

    private void OnInstrument(in InstrumentDefinition definition)
    {
        if (definition.InstrumentId < (uint)_instrumentIdEnd) _instruments[definition.InstrumentId] = definition;
    }

    private void OnDefinition(in StrategyDefinition definition)
    {
        if (SeatOf(definition.StrategyId) is var seat and >= 0 && _seats[seat].Port is null)
            Attach(_seats[seat], definition.AccountId);
    }

    private void OnSubscription(in StrategySubscription subscription)
    {
        var seat = SeatOf(subscription.StrategyId);
        var isKnown = subscription.InstrumentId < (uint)_instrumentIdEnd
            && _instruments[subscription.InstrumentId].InstrumentId != 0;
        if (seat < 0 || !isKnown || _seats[seat].Port is not { } port) return;
        _subscriptions.Add(seat, subscription);
        try
        {
            _seats[seat].Strategy.OnSubscribed(in _instruments[subscription.InstrumentId], port);
        }
        catch (Exception failure)
        {
            Quarantine(_seats[seat], failure);
        }
    }

    private void Attach(StrategySeat seat, uint accountId)
    {
        try
        {
            seat.Attach(accountId, _instrumentIdEnd, _timers);
        }
        catch (Exception failure)
        {
            Quarantine(seat, failure);
        }
    }

    private void OnParameter(in SetStrategyParameter command)
    {
        var index = SeatOf(command.StrategyId);
        if (index < 0 || _seats[index].Port is null)
        {
            Reject(command.ActorId, SetStrategyParameter.TemplateId, RejectReason.UnknownStrategy, command.StrategyId, 0);
            return;
        }

        if (!_seats[index].Allows(command.ParameterId, command.Value))
        {
            Reject(command.ActorId, SetStrategyParameter.TemplateId, RejectReason.ValueOutOfRange, command.StrategyId, command.Value);
            return;
        }

        _argumentOfCall = command.Value;
        var old = _seats[index].Values[command.ParameterId];
        Call(index, Occasion.Parameter, ref _prepared, command.ParameterId);
        ref var changed = ref _prepared.Begin<StrategyParameterChanged>();
        changed.StrategyId = command.StrategyId;
        changed.ParameterId = command.ParameterId;
        changed.Value = command.Value;
        changed.OldValue = old;
        changed.ActorId = command.ActorId;
        _intents.Add(_input, _prepared);
    }

    private void OnState(in SetStrategyState command)
    {
        var index = SeatOf(command.StrategyId);
        if (index < 0 || _seats[index].Port is null)
            Reject(command.ActorId, SetStrategyState.TemplateId, RejectReason.UnknownStrategy, command.StrategyId, 0);
        else if (command.StrategyState is StrategyState.Ready or StrategyState.WarmingUp)
            Start(_seats[index], StrategyReason.Command);
        else if (command.StrategyState is StrategyState.Stopped or StrategyState.Quarantined)
            Stop(_seats[index], command);
        else
            Reject(command.ActorId, SetStrategyState.TemplateId, RejectReason.MalformedCommand, command.StrategyId, 0);
    }

    // A strategy that sees nothing any more cannot look after its orders.
    private void Stop(StrategySeat seat, in SetStrategyState command)
    {
        ChangeState(seat, command.StrategyState, StrategyReason.Command);
        ref var cancel = ref _prepared.Begin<MassCancel>();
        cancel.TimestampNanos = _nowNanos;
        cancel.ActorId = command.ActorId;
        cancel.ScopeKind = ScopeKind.Strategy;
        cancel.ScopeId = command.StrategyId;
        _intents.Add(_input, _prepared);
    }

    private void Start(StrategySeat seat, StrategyReason reason)
    {
        if (seat.Port is null || seat.IsRunning) return;
        Touch(SeatOf(seat.StrategyId));
        seat.Port.State = StrategyState.WarmingUp;
        Call(SeatOf(seat.StrategyId), Occasion.Started, ref _prepared, 0);
        if (seat.Port.State == StrategyState.WarmingUp) ChangeState(seat, StrategyState.WarmingUp, reason);
        BecomeReadyWhenWarm(seat);
    }

    private void BecomeReadyWhenWarm(StrategySeat seat)
    {
        var port = seat.Port!;
        if (port.State == StrategyState.WarmingUp && port.HistoryHave >= port.HistoryNeed)
            ChangeState(seat, StrategyState.Ready, StrategyReason.EnoughHistory);
    }

    private void ChangeState(StrategySeat seat, StrategyState state, StrategyReason reason)
    {
        seat.Port!.State = state;
        ref var changed = ref _prepared.Begin<StrategyStateChanged>();
        changed.StrategyId = seat.StrategyId;
        changed.StrategyState = state;
        changed.StrategyReason = reason;
        changed.Have = seat.Port.HistoryHave;
        changed.Need = seat.Port.HistoryNeed;
        _intents.Add(_input, _prepared);
    }

    private void Reject(uint actorId, ushort command, RejectReason reason, ulong strategyId, long actual)
    {
        ref var rejected = ref _prepared.Begin<CommandRejected>();
        rejected.ActorId = actorId;
        rejected.CommandTemplateId = command;
        rejected.RejectReason = reason;
        rejected.ScopeKind = ScopeKind.Strategy;
        rejected.ScopeId = strategyId;
        rejected.Actual = actual;
        _intents.Add(_input, _prepared);
    }

    // After a long silence thousands may be due: the rest fires with the next inputs, in the same order.
    private void FireTimers()
    {
        for (var i = 0; i < Capacities.SweepStepsPerEventMax && _timers.NextDueNanos <= _nowNanos; i++)
        {
            if (_timers.Count == 0) return; // At the end of time nothing is due either.
            _timers.Take(out var strategyId, out var timerId);
            Call(SeatOf(strategyId), Occasion.Timer, ref _prepared, timerId);
        }
    }

    private void TakeReport()
    {
        ref var report = ref _reports.Peek();
        var seat = SeatOf(Reports.StrategyOf(ref report));
        if (seat >= 0 && _seats[seat].Port is { } port)
        {
            var occasion = Reports.Apply(ref report, port);
            if (occasion != Occasion.None) Call(seat, occasion, ref report, 0);
        }

        _reports.Take();
    }

    private int SeatOf(ushort strategyId) => _seatOfStrategy[strategyId];

    private void Touch(int seat)
    {
        if (_isTouched[seat]) return;
        _isTouched[seat] = true;
        _seats[seat].Port!.StartEvent(_nowNanos);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Call(int index, Occasion occasion, ref EngineEvent e, long argument)
    {
        var seat = _seats[index];
        if (!seat.IsRunning && occasion != Occasion.Parameter) return;
        Touch(index);
        try
        {
            Occasions.Call(seat, occasion, ref e, argument, _argumentOfCall);
        }
        catch (Exception failure)
        {
            Quarantine(seat, failure);
            return;
        }

        if (seat.Port!.State == StrategyState.WarmingUp && occasion != Occasion.Started) BecomeReadyWhenWarm(seat);
    }

    private long _argumentOfCall; // The value of a parameter: a second argument that no other call has.

    [ColdPath("a strategy has failed")]
    private void Quarantine(StrategySeat seat, Exception failure)
    {
        seat.Failure = failure;
        seat.Port!.StartEvent(_nowNanos);
        ChangeState(seat, StrategyState.Quarantined, StrategyReason.Threw);
    }

    private void SendIntents()
    {
        for (var i = 0; i < _seats.Length; i++)
        {
            if (!_isTouched[i]) continue;
            _isTouched[i] = false;
            var port = _seats[i].Port!;
            if (port.IntentCount > StrategyPort.IntentsPerEventMax)
                ChangeState(_seats[i], StrategyState.Quarantined, StrategyReason.TooManyIntents);
            else if (port.IntentCount > 0)
                Send(port);
        }
    }

    private void Send(StrategyPort port)
    {
        _mayBeTold = true;
        for (var i = 0; i < port.IntentCount; i++)
        {
            ref readonly var intent = ref port.Intent(i);
            if (intent.Is<SubmitOrder>()) port.OrderBegan();
            _intents.Add(_input, in intent);
        }
    }
}
