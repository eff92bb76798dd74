using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Strategies.Contract;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Trading.Strategies;

/// <summary>
/// Calls strategies, keeps apart those that fail, and hands on what they want. The strategy stage's thread; owns the
/// seats, their states and the writer's end of the intents.
/// </summary>
internal sealed class StrategyCalls
{
    private readonly StrategySeat[] _seats;
    private readonly int[] _seatOfStrategy;
    private readonly bool[] _isTouched;
    private readonly Lane<EngineEvent> _intents;

    private EngineEvent _prepared; // Where the stage's own outputs are made.
    private long _input;

    public StrategyCalls(IReadOnlyList<StrategySeat> seats, Lane<EngineEvent> intents)
    {
        _seats = [.. seats];
        _seatOfStrategy = new int[ushort.MaxValue + 1];
        Array.Fill(_seatOfStrategy, Subscriptions.None);
        for (var i = 0; i < _seats.Length; i++) _seatOfStrategy[_seats[i].StrategyId] = i;
        _isTouched = new bool[_seats.Length];
        _intents = intents;
        RoomNeeded = Capacities.IntentsPerInputMax(_seats.Length);
        Invariant.Check(RoomNeeded <= intents.Capacity);
    }

    public ReadOnlySpan<StrategySeat> Seats => _seats;

    /// <summary>The greatest time that any input had so far.</summary>
    public long NowNanos { get; private set; }

    /// <summary>What one input may add to the intents at most.</summary>
    public int RoomNeeded { get; }

    public int SeatOf(ushort strategyId) => _seatOfStrategy[strategyId];

    public void StartInput(long inputSequence, long timestampNanos)
    {
        _input = inputSequence;
        NowNanos = Math.Max(NowNanos, timestampNanos);
    }

    /// <summary>A strategy that is not running hears nothing but its parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Call(int index, Occasion occasion, ref EngineEvent e, long argument = 0, long value = 0)
    {
        var seat = _seats[index];
        if (!seat.IsRunning && occasion != Occasion.Parameter) return;
        Touch(index);
        try
        {
            Occasions.Call(seat, occasion, ref e, argument, value);
        }
        catch (Exception failure)
        {
            Quarantine(seat, failure);
            return;
        }

        if (seat.Port!.State == StrategyState.WarmingUp && occasion != Occasion.Started) BecomeReadyWhenWarm(seat);
    }

    /// <summary>Calls that carry no event: a timer, a parameter.</summary>
    public void Call(int index, Occasion occasion, long argument, long value = 0) =>
        Call(index, occasion, ref _prepared, argument, value);

    public void Start(StrategySeat seat, StrategyReason reason)
    {
        if (seat.Port is null || seat.IsRunning) return;
        var index = SeatOf(seat.StrategyId);
        Touch(index);
        seat.Port.State = StrategyState.WarmingUp;
        Call(index, Occasion.Started, 0);
        if (seat.Port.State == StrategyState.WarmingUp) ChangeState(seat, StrategyState.WarmingUp, reason);
        BecomeReadyWhenWarm(seat);
    }

    public void ChangeState(StrategySeat seat, StrategyState state, StrategyReason reason)
    {
        seat.Port!.State = state;
        ref var changed = ref Begin<StrategyStateChanged>();
        changed.StrategyId = seat.StrategyId;
        changed.StrategyState = state;
        changed.StrategyReason = reason;
        changed.Have = seat.Port.HistoryHave;
        changed.Need = seat.Port.HistoryNeed;
        End();
    }

    [ColdPath("a strategy has failed")]
    public void Quarantine(StrategySeat seat, Exception failure)
    {
        seat.Failure = failure;
        seat.Port!.StartEvent(NowNanos);
        ChangeState(seat, StrategyState.Quarantined, StrategyReason.Threw);
    }

    /// <summary>An output or command of the stage itself, to be filled in before <see cref="End"/>.</summary>
    public ref T Begin<T>()
        where T : unmanaged, ISbeMessage<T> => ref _prepared.Begin<T>();

    public void End() => _intents.Add(_input, _prepared);

    /// <summary>Hands an event on as it is.</summary>
    public void Pass(in EngineEvent e) => _intents.Add(_input, e);

    /// <summary>What the strategies wanted, in the order of their seats.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool SendIntents()
    {
        var hasSent = false;
        for (var i = 0; i < _seats.Length; i++)
        {
            if (!_isTouched[i]) continue;
            _isTouched[i] = false;
            var port = _seats[i].Port!;
            if (port.IntentCount > StrategyPort.IntentsPerEventMax)
                ChangeState(_seats[i], StrategyState.Quarantined, StrategyReason.TooManyIntents);
            else if (port.IntentCount > 0)
                hasSent = Send(port);
        }

        return hasSent;
    }

    private bool Send(StrategyPort port)
    {
        for (var i = 0; i < port.IntentCount; i++)
        {
            ref readonly var intent = ref port.Intent(i);
            if (intent.Is<SubmitOrder>()) port.OrderBegan();
            _intents.Add(_input, in intent);
        }

        return true;
    }

    private void Touch(int seat)
    {
        if (_isTouched[seat]) return;
        _isTouched[seat] = true;
        _seats[seat].Port!.StartEvent(NowNanos);
    }

    private void BecomeReadyWhenWarm(StrategySeat seat)
    {
        var port = seat.Port!;
        if (port.State == StrategyState.WarmingUp && port.HistoryHave >= port.HistoryNeed)
            ChangeState(seat, StrategyState.Ready, StrategyReason.EnoughHistory);
    }
}
