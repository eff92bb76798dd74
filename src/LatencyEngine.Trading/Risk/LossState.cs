namespace LatencyEngine.Trading.Risk;

/// <summary>What the loss limits of an owner are measured from, in its currency.</summary>
public struct LossState
{
    /// <summary>Profit and loss when the day began.</summary>
    public Int128 DayStartPnl;

    /// <summary>The highest profit and loss of the session; 0 when it began.</summary>
    public Int128 PeakPnl;

    /// <summary>The limit is reached and has been told; until the loss is smaller again.</summary>
    public bool IsDailyLossTold;
    public bool IsDrawdownTold;
}
