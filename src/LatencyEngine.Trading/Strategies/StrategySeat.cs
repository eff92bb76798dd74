using LatencyEngine.Domain;
using LatencyEngine.Strategies.Contract;

namespace LatencyEngine.Trading.Strategies;

/// <summary>A strategy at its place in the pipeline. Written by the strategy stage; made by the wiring.</summary>
public sealed class StrategySeat(ushort strategyId, IStrategy strategy)
{
    private readonly long[] _values = new long[strategy.Parameters.Count];

    /// <summary>Above 0; orders of the strategy carry it.</summary>
    public ushort StrategyId { get; } = strategyId;

    public IStrategy Strategy { get; } = strategy;

    /// <summary>Made when the strategy's definition names its account.</summary>
    public StrategyPort? Port { get; private set; }

    /// <summary>Why it was quarantined last, for people. Any thread.</summary>
    public Exception? Failure { get; internal set; }

    public bool IsRunning => Port is { State: StrategyState.WarmingUp or StrategyState.Ready };

    /// <summary>Present values of its parameters, in the order of their numbers.</summary>
    public ReadOnlySpan<long> Values => _values;

    [ColdPath("strategies are defined before trading")]
    internal void Attach(uint accountId, int instrumentIdEnd, TimerQueue timers)
    {
        Port = new StrategyPort(StrategyId, accountId, instrumentIdEnd, timers);
        Strategy.OnAttached(Port);
        for (var i = 0; i < _values.Length; i++) SetParameter(i, Strategy.Parameters[i].Default);
    }

    /// <summary>Whether there is such a parameter and the value is inside its range.</summary>
    internal bool Allows(int parameterId, long value) =>
        (uint)parameterId < (uint)_values.Length
        && value >= Strategy.Parameters[parameterId].Min && value <= Strategy.Parameters[parameterId].Max;

    /// <returns>The value before.</returns>
    internal long SetParameter(int parameterId, long value)
    {
        var old = _values[parameterId];
        _values[parameterId] = value;
        Strategy.OnParameter(parameterId, value, Port!);
        return old;
    }
}
