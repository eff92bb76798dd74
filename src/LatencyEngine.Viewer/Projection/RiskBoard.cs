using System.Runtime.CompilerServices;
using LatencyEngine.Domain;

namespace LatencyEngine.Viewer.Projection;

/// <summary>
/// What may be traded, and how much of each limit is used. Written by the thread that applies messages; owns the rows.
/// </summary>
public sealed class RiskBoard(ViewerLimits limits)
{
    private const ulong ScopeIdEnd = 1UL << 48;
    private const int KindBits = 8;

    /// <summary>By scope; a scope that is not here trades as the engine does.</summary>
    public ViewTable<TradingStateChanged> States { get; } = new(limits.TradingStates);

    public ViewTable<LimitRow> Limits { get; } = new(limits.RiskLimits);

    /// <summary>Messages about scopes that cannot be.</summary>
    public long Refused { get; private set; }

    /// <summary>Active where nothing was told.</summary>
    public TradingState StateOf(ScopeKind kind, ulong id) =>
        States.TryGet(KeyOf(kind, id), out var state) ? state.TradingState : TradingState.Active;

    public bool TryGetLimit(ScopeKind scope, ulong id, LimitKind kind, out LimitRow row) =>
        Limits.TryGet(KeyOf(scope, id, kind), out row);

    internal void Apply(in TradingStateChanged state)
    {
        if (IsScope(state.ScopeId)) States.Set(KeyOf(state.ScopeKind, state.ScopeId), in state);
    }

    internal void Apply(in RiskLimitChanged limit)
    {
        if (!IsScope(limit.ScopeId)) return;
        var key = KeyOf(limit.ScopeKind, limit.ScopeId, limit.LimitKind);
        if (limit.Value < 0)
        {
            Limits.Remove(key);
            return;
        }

        ref var row = ref Limits.Change(key);
        if (!Unsafe.IsNullRef(ref row)) row.Limit = limit;
    }

    internal void Apply(in RiskUsage usage)
    {
        if (!IsScope(usage.ScopeId)) return;
        ref var row = ref Limits.ChangeExisting(KeyOf(usage.ScopeKind, usage.ScopeId, usage.LimitKind));
        if (!Unsafe.IsNullRef(ref row)) row.Usage = usage;
    }

    internal void Clear()
    {
        States.Clear();
        Limits.Clear();
    }

    private bool IsScope(ulong id)
    {
        if (id < ScopeIdEnd) return true;
        Refused++;
        return false;
    }

    private static long KeyOf(ScopeKind scope, ulong id, LimitKind kind = LimitKind.None) =>
        (long)(((id << KindBits) | (byte)kind) << KindBits) | (byte)scope;
}

/// <summary>A limit and how much of it is used. A row of <see cref="RiskBoard"/>.</summary>
public struct LimitRow
{
    public RiskLimitChanged Limit;

    /// <summary>As it was told last; of kind None where nothing was told, as for limits on single orders.</summary>
    public RiskUsage Usage;

    public readonly bool IsUsageKnown => Usage.LimitKind != LimitKind.None;

    /// <summary>Used of the limit, in 1e-9; <c>null</c> where that is not known, or the limit is 0.</summary>
    public readonly long? UsedRate =>
        IsUsageKnown && Limit.Value > 0
            ? (long)Int128.Clamp((Int128)Usage.Used * 1_000_000_000 / Limit.Value, long.MinValue, long.MaxValue)
            : null;
}
