using LatencyEngine.Domain;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// Daily loss and drawdown of the engine, every account and every strategy. The risk stage's thread.
/// </summary>
/// <remarks>
/// <para>Both are measured in profit and loss, so that deposits and withdrawals are neither gains nor losses. A day
/// begins at midnight UTC of event time, and with it the daily loss at zero; the drawdown is the session's.</para>
/// <para>A limit is reached when there is a loss and it is at least the limit. That is told once; again when the loss
/// was smaller in between.</para>
/// </remarks>
public sealed class LossMonitor
{
    public const long DayNanos = 86_400_000_000_000;

    private const long NoDay = long.MinValue;

    private readonly ExposureBook _exposures;
    private readonly RiskLimits _limits;
    private readonly LossState[] _states;
    private readonly int[] _dirty;
    private readonly bool[] _isDirty;
    private long _day = NoDay;

    public LossMonitor(ScopeTable scopes, ExposureBook exposures, RiskLimits limits)
    {
        _exposures = exposures;
        _limits = limits;
        _states = new LossState[scopes.OwnerEnd];
        _dirty = new int[scopes.OwnerEnd];
        _isDirty = new bool[scopes.OwnerEnd];
    }

    /// <summary>Owners whose profit and loss may have changed since <see cref="ForgetDirty"/>, each once.</summary>
    public ReadOnlySpan<int> Dirty => _dirty.AsSpan(0, DirtyCount);

    private int DirtyCount { get; set; }

    public void Touch(int ownerRow)
    {
        if (ownerRow == ScopeRows.None || _isDirty[ownerRow]) return;
        _isDirty[ownerRow] = true;
        _dirty[DirtyCount++] = ownerRow;
    }

    public void ForgetDirty()
    {
        foreach (var row in Dirty) _isDirty[row] = false;
        DirtyCount = 0;
    }

    /// <summary>Lets a new day begin where the time says so.</summary>
    public void Advance(long nowNanos)
    {
        var day = Math.DivRem(nowNanos, DayNanos, out var rest);
        if (rest < 0) day--;
        if (day == _day) return;
        var isFirst = _day == NoDay;
        _day = day;
        if (!isFirst) StartDay();
    }

    /// <summary>
    /// The loss that a limit bounds; not above zero when there is none or a currency rate is missing.
    /// </summary>
    public Int128 LossOf(int ownerRow, LimitKind kind)
    {
        if (!_exposures.TryTotal(ownerRow, out var total)) return 0;
        ref var state = ref _states[ownerRow];
        return (kind == LimitKind.DailyLossMax ? state.DayStartPnl : state.PeakPnl) - total.Pnl;
    }

    /// <summary>Looks at an owner's loss again.</summary>
    /// <returns>Whether the limit is reached and that is news.</returns>
    public bool IsNewlyReached(int ownerRow, LimitKind kind, out long limit, out long loss)
    {
        loss = 0;
        ref var state = ref _states[ownerRow];
        ref var isTold = ref kind == LimitKind.DailyLossMax ? ref state.IsDailyLossTold : ref state.IsDrawdownTold;
        var wasTold = isTold;
        isTold = IsReached(ownerRow, kind, out limit, out loss);
        return isTold && !wasTold;
    }

    public bool IsReached(int ownerRow, LimitKind kind, out long limit, out long loss)
    {
        loss = 0;
        if (!_limits.TryGet(ownerRow, kind, out limit)) return false;
        loss = Worth.Clamp(LossOf(ownerRow, kind));
        return loss > 0 && loss >= limit;
    }

    /// <summary>Keeps the highest profit.</summary>
    public void Observe(int ownerRow)
    {
        if (_exposures.TryTotal(ownerRow, out var total) && total.Pnl > _states[ownerRow].PeakPnl)
            _states[ownerRow].PeakPnl = total.Pnl;
    }

    public void AddTo(ref StateHash hash)
    {
        hash.Add(_day);
        for (var row = 0; row < _states.Length; row++)
        {
            ref var state = ref _states[row];
            hash.Add(state.DayStartPnl);
            hash.Add(state.PeakPnl);
            hash.Add((state.IsDailyLossTold ? 1UL : 0) | (state.IsDrawdownTold ? 2UL : 0));
        }
    }

    private void StartDay()
    {
        for (var row = 0; row < _states.Length; row++)
        {
            ref var state = ref _states[row];
            if (_exposures.TryTotal(row, out var total)) state.DayStartPnl = total.Pnl;
            state.IsDailyLossTold = false;
        }
    }
}
