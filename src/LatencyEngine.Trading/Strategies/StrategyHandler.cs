using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
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
    private readonly StrategyCalls _calls;
    private readonly StrategyCommands _commands;
    private readonly StrategyBars _bars;
    private readonly Subscriptions _subscriptions;
    private readonly TimerQueue _timers;
    private readonly Lane<EngineEvent> _intents;
    private readonly Lane<EngineEvent> _reports;
    private readonly IFeedbackGate _gate;
    private readonly int _feedbackSeats;

    private MatchingHandler? _matching;
    private bool _mayBeTold;
    private bool _isClosing;

    public StrategyHandler(
        Capacities capacities, IReadOnlyList<StrategySeat> seats, Lane<EngineEvent> intents,
        Lane<EngineEvent> reports, IFeedbackGate gate)
    {
        _seats = [.. seats];
        foreach (var seat in _seats)
            if (seat.Strategy.TakesFeedback) _feedbackSeats++;
        _subscriptions = new Subscriptions(capacities.InstrumentIdEnd);
        _timers = new TimerQueue(capacities.Timers);
        _calls = new StrategyCalls(_seats, intents);
        _commands = new StrategyCommands(capacities, _subscriptions, _timers, _calls);
        _bars = new StrategyBars(_subscriptions, _calls);
        _intents = intents;
        _reports = reports;
        _gate = gate;
    }

    public IReadOnlyList<StrategySeat> Seats => _seats;

    /// <summary>Whose reports they are. Once, before the first input.</summary>
    public void Follow(MatchingHandler matching) => _matching = matching;

    /// <summary>Handles one input.</summary>
    public void OnInput(ref EngineEvent input, long inputSequence)
    {
        if (MayGetReports() || _intents.Room < _calls.RoomNeeded) Await(inputSequence - 1);
        _calls.StartInput(inputSequence, input.TimestampNanos);
        while (_reports.HoldsUpTo(inputSequence - 1)) TakeReport();
        FireTimers();
        Dispatch(ref input);
        _mayBeTold |= _calls.SendIntents();
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

    private void TakeReport()
    {
        ref var report = ref _reports.Peek();
        var seat = _calls.SeatOf(Reports.StrategyOf(ref report));
        if (seat >= 0 && _seats[seat].Port is { } port)
        {
            var occasion = Reports.Apply(ref report, port);
            if (occasion != Occasion.None) _calls.Call(seat, occasion, ref report);
        }

        _reports.Take();
    }

    // After a long silence thousands may be due: the rest fires with the next inputs, in the same order.
    private void FireTimers()
    {
        for (var i = 0; i < Capacities.SweepStepsPerEventMax && _timers.NextDueNanos <= _calls.NowNanos; i++)
        {
            if (_timers.Count == 0) return; // At the end of time nothing is due either.
            _timers.Take(out var strategyId, out var timerId);
            _calls.Call(_calls.SeatOf(strategyId), Occasion.Timer, timerId);
        }
    }

    private void Dispatch(ref EngineEvent input)
    {
        switch (input.TemplateId)
        {
            case Quote.TemplateId: OnQuote(ref input); break;
            case Trade.TemplateId: OnTrade(ref input); break;
            case FeedGap.TemplateId: Tell(Occasion.Gap, input.As<FeedGap>().InstrumentId, ref input); break;
            case Signal.TemplateId: Tell(Occasion.Signal, input.As<Signal>().InstrumentId, ref input); break;
            case TimeAdvanced.TemplateId: _bars.Sweep(); break;
            case SubmitOrder.TemplateId: OnSubmit(ref input); break;
            case CancelOrder.TemplateId or ReplaceOrder.TemplateId or MassCancel.TemplateId:
                _mayBeTold = true;
                _calls.Pass(in input);
                break;
            default: OnRare(ref input); break;
        }
    }

    private void OnRare(ref EngineEvent input)
    {
        switch (input.TemplateId)
        {
            case InstrumentDefinition.TemplateId: _commands.Apply(in input.As<InstrumentDefinition>()); break;
            case AccountDefinition.TemplateId: _commands.Apply(in input.As<AccountDefinition>()); break;
            case StrategyDefinition.TemplateId: _commands.Apply(in input.As<StrategyDefinition>()); break;
            case StrategySubscription.TemplateId: _commands.Apply(in input.As<StrategySubscription>()); break;
            case SetStrategyParameter.TemplateId: _commands.Apply(in input.As<SetStrategyParameter>()); break;
            case SetStrategyState.TemplateId: _commands.Apply(in input.As<SetStrategyState>()); break;
            case SessionOpened.TemplateId: _commands.OpenSession(); break;
            case SessionClosing.TemplateId: _isClosing = true; break;
            default: break; // Of no concern to strategies.
        }
    }

    private void OnQuote(ref EngineEvent input)
    {
        ref var quote = ref input.As<Quote>();
        var first = _subscriptions.FirstOf(quote.InstrumentId);
        if (first == Subscriptions.None) return;
        _bars.OnQuote(in quote);
        TellFrom(first, Occasion.Quote, ref input);
    }

    private void OnTrade(ref EngineEvent input)
    {
        ref var trade = ref input.As<Trade>();
        var first = _subscriptions.FirstOf(trade.InstrumentId);
        if (first == Subscriptions.None) return;
        _bars.OnTrade(in trade);
        TellFrom(first, Occasion.Trade, ref input);
    }

    /// <summary>To the subscribers of the instrument; 0 is all seats.</summary>
    private void Tell(Occasion occasion, uint instrumentId, ref EngineEvent input)
    {
        if (instrumentId != 0)
        {
            TellFrom(_subscriptions.FirstOf(instrumentId), occasion, ref input);
            return;
        }

        for (var seat = 0; seat < _seats.Length; seat++) _calls.Call(seat, occasion, ref input);
    }

    private void TellFrom(int link, Occasion occasion, ref EngineEvent input)
    {
        for (; link != Subscriptions.None; link = _subscriptions[link].Next)
            _calls.Call(_subscriptions[link].Seat, occasion, ref input);
    }

    private void OnSubmit(ref EngineEvent input)
    {
        _mayBeTold = true;
        _calls.Pass(in input);
        ref var submit = ref input.As<SubmitOrder>();
        if (_calls.SeatOf(submit.StrategyId) is var seat and >= 0 && _seats[seat].Port is { } port)
            Reports.Began(submit.ClientOrderId, port);
    }
}
