using System.Runtime.CompilerServices;
using LatencyEngine.Domain;

namespace LatencyEngine.Viewer.Projection;

/// <summary>
/// Strategies, how they are, and their parameters. Written by the thread that applies messages; owns the rows.
/// </summary>
public sealed class StrategyBoard(ViewerLimits limits)
{
    public ViewTable<StrategyRow> Strategies { get; } = new(limits.Strategies);

    /// <summary>Those that were changed by a command.</summary>
    public ViewTable<StrategyParameterChanged> Parameters { get; } = new(limits.StrategyParameters);

    /// <summary>The name, or the number where that is not known; <c>manual</c> for 0.</summary>
    public string NameOf(ushort strategyId)
    {
        if (strategyId == 0) return "manual";
        return Strategies.TryGet(strategyId, out var row) && row.Definition.StrategyId == strategyId
            ? row.Definition.NameText
            : $"#{strategyId}";
    }

    internal void Apply(in StrategyDefinition definition)
    {
        ref var row = ref Strategies.Change(definition.StrategyId);
        if (!Unsafe.IsNullRef(ref row)) row.Definition = definition;
    }

    internal void Apply(in StrategyStateChanged state)
    {
        ref var row = ref Strategies.Change(state.StrategyId);
        if (!Unsafe.IsNullRef(ref row)) row.State = state;
    }

    internal void Apply(in StrategyParameterChanged parameter) =>
        Parameters.Set(((long)parameter.StrategyId << 16) | parameter.ParameterId, in parameter);

    internal void Clear()
    {
        Strategies.Clear();
        Parameters.Clear();
    }
}

/// <summary>A strategy and how it is. A row of <see cref="StrategyBoard"/>.</summary>
public struct StrategyRow
{
    public StrategyDefinition Definition;

    /// <summary>Of state None before the session opens.</summary>
    public StrategyStateChanged State;
}
