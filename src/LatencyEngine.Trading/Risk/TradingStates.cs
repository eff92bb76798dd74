using LatencyEngine.Domain;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// What every scope may trade, what locks it, and what a breach does to it. The risk stage's thread.
/// </summary>
/// <remarks>
/// A halt locks its scope: until a command re-arms it, only further halts are taken. Before the session opens and
/// once
/// it closes, the whole engine counts as halted.
/// </remarks>
public sealed class TradingStates
{
    private const HaltFlags DefaultPolicy = HaltFlags.CancelOrders;

    private readonly Entry[] _entries;

    public TradingStates(int rows)
    {
        _entries = new Entry[rows];
        for (var i = 0; i < rows; i++)
            _entries[i] = new Entry { State = TradingState.Active, BreachPolicy = DefaultPolicy };
    }

    public bool IsSessionOpen { get; set; }

    public TradingState StateOf(int row) => _entries[row].State;

    public bool IsLocked(int row) => _entries[row].IsLocked;

    /// <summary>What is done beside halting when a loss limit of the scope is reached.</summary>
    public HaltFlags BreachPolicyOf(int row) => _entries[row].BreachPolicy;

    public void Halt(int row)
    {
        _entries[row].State = TradingState.Halted;
        _entries[row].IsLocked = true;
    }

    /// <summary>
    /// Sets a state that does not lock; the caller has seen that nothing is locked or was re-armed.
    /// </summary>
    public void Set(int row, TradingState state)
    {
        _entries[row].State = state;
        _entries[row].IsLocked = false;
    }

    public void SetBreachPolicy(int row, HaltFlags policy) => _entries[row].BreachPolicy = policy;

    /// <summary>Whether any scope of an order is in a state.</summary>
    /// <param name="scope">The first such scope.</param>
    public bool IsAny(in ScopeRows rows, TradingState state, out int scope)
    {
        for (scope = 0; scope < ScopeRows.Count; scope++)
            if (rows[scope] != ScopeRows.None && _entries[rows[scope]].State == state)
                return true;
        return false;
    }

    public void AddTo(ref StateHash hash)
    {
        hash.Add(IsSessionOpen ? 1UL : 0);
        for (var row = 0; row < _entries.Length; row++)
        {
            ref var entry = ref _entries[row];
            if (entry.State == TradingState.Active && !entry.IsLocked && entry.BreachPolicy == DefaultPolicy) continue;
            hash.Add(((ulong)row << 32) | ((ulong)entry.State << 16) | ((ulong)entry.BreachPolicy << 8)
                | (entry.IsLocked ? 1UL : 0));
        }
    }

    private struct Entry
    {
        public TradingState State;
        public HaltFlags BreachPolicy;
        public bool IsLocked;
    }
}
