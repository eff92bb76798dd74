using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Backtest.Replay;

/// <summary>What a replay found. Cold, immutable.</summary>
public sealed record ReplayResult
{
    public required ReplayOutcome Outcome { get; init; }

    /// <summary>Inputs of the session so far, those before the start of the replay included.</summary>
    public required long Inputs { get; init; }

    /// <summary>Outputs of the session so far, those before the start of the replay included.</summary>
    public required long Outputs { get; init; }

    /// <summary>Records looked at by this replay.</summary>
    public required long Records { get; init; }

    /// <summary>Journal sequence of the last record looked at.</summary>
    public required long LastSequence { get; init; }

    /// <summary>Of all outputs of the session so far.</summary>
    public required ulong OutputHash { get; init; }

    /// <summary>Of the state at the end; 0 where a stage failed.</summary>
    public required ulong StateHash { get; init; }

    /// <summary>Where the outcome is <see cref="ReplayOutcome.Different"/>.</summary>
    public ReplayDifference? Difference { get; init; }

    /// <summary>Where the outcome is <see cref="ReplayOutcome.Failed"/>; with the input.</summary>
    public FailingInputException? Failure { get; init; }

    /// <summary>Whether nothing is recorded behind the input that failed: the engine stopped there as well.</summary>
    public bool IsFailureRecorded { get; init; }

    /// <summary>
    /// What the last input of an unended session has caused and the record does not have: cut off, to be appended by
    /// whoever goes on.
    /// </summary>
    public IReadOnlyList<EngineEvent> MissingOutputs { get; init; } = [];
}
