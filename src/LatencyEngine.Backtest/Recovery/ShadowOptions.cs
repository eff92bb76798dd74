using LatencyEngine.Runtime.Clocks;

namespace LatencyEngine.Backtest.Recovery;

/// <summary>What may be chosen about shadow snapshots. Cold, immutable.</summary>
public sealed record ShadowOptions
{
    /// <summary>A snapshot after so many records of the journal, at the earliest.</summary>
    public long EveryRecords { get; init; } = 1_000_000;

    /// <summary>A snapshot after so much time, at the earliest, if there is anything new.</summary>
    public TimeSpan EveryTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Names the code in the heads of snapshots, for people.</summary>
    public string CodeVersion { get; init; } = "";

    /// <summary>For <see cref="EveryTime"/>.</summary>
    public IClock Clock { get; init; } = default(SystemClock);

    /// <summary>Told of a difference, a failure or a snapshot that could not be written; on the shadow's thread.</summary>
    public Action<string>? Report { get; init; }
}
