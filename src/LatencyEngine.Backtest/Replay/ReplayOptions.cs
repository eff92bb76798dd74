namespace LatencyEngine.Backtest.Replay;

/// <summary>What may be chosen about a replay. Cold, immutable.</summary>
public sealed record ReplayOptions
{
    /// <summary>The last input executed is at or below this journal sequence.</summary>
    public long UntilSequence { get; init; } = long.MaxValue;

    /// <summary>The last input executed has this time or an earlier one, UTC nanoseconds since the Unix epoch.</summary>
    public long UntilNanos { get; init; } = long.MaxValue;

    /// <summary>Told now and then how far it is, on the thread of the replay.</summary>
    public Action<ReplayProgress>? Progress { get; init; }

    /// <summary>Records between two tellings, about.</summary>
    public int ProgressEvery { get; init; } = 1_000_000;
}
