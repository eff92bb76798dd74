using LatencyEngine.Backtest.Replay;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Records;
using LatencyEngine.Journal.Snapshots;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Backtest.Recovery;

/// <summary>A session that was cut off, as it was at the end of its log: ready to go on. Cold.</summary>
public sealed record RecoveredSession
{
    public required SessionHead Head { get; init; }

    /// <summary>With the state behind the last input; the numbering of inputs is set.</summary>
    public required TradingStages Stages { get; init; }

    /// <summary>What re-executing the log found; where it is not <see cref="ReplayOutcome.Unended"/>, do not go on.</summary>
    public required ReplayResult Result { get; init; }

    /// <summary>Inputs in the journal, by message: so many of each feed were taken already.</summary>
    public required InputCounts Inputs { get; init; }

    /// <summary>Time of the last input, UTC nanoseconds since the Unix epoch; 0 where there is none.</summary>
    public required long LastInputNanos { get; init; }

    /// <summary>Where the recovery began; <c>null</c> where it was the start of the session.</summary>
    public required SnapshotHead? Snapshot { get; init; }

    /// <summary>Snapshots that were passed over and why, for people.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Caused by the last input and not in the journal: to be appended before anything else.</summary>
    public IReadOnlyList<EngineEvent> MissingOutputs => Result.MissingOutputs;

    public bool CanGoOn => Result.Outcome == ReplayOutcome.Unended;
}
