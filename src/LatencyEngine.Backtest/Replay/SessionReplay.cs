using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Backtest.Replay;

/// <summary>
/// Re-executes a recorded session on the caller's thread and compares everything that comes out with the record. A
/// second thread reads ahead.
/// </summary>
/// <remarks>
/// <code>
/// disk ─▶ reader: checksums, slots ─▶ blocks ─▶ caller: strategy, risk, matching, compare
/// </code>
/// </remarks>
public static class SessionReplay
{
    /// <summary>Replays a session from its head on.</summary>
    /// <param name="reader">At its start.</param>
    /// <param name="stepper">With fresh stages, of the recorded capacities and strategies.</param>
    /// <param name="options">Where to stop, and whom to tell.</param>
    /// <exception cref="LatencyEngine.Journal.Records.JournalException">The journal is damaged; names the place.</exception>
    public static ReplayResult Run(ISessionReader reader, StageStepper stepper, ReplayOptions? options = null) =>
        Run(reader, new VerifiedExecution(stepper, options ?? new ReplayOptions()), options);

    /// <summary>Replays what follows the execution so far.</summary>
    /// <param name="reader">At the record behind the last one that the execution took.</param>
    /// <param name="execution">At the start of a session, or behind a snapshot.</param>
    /// <param name="options">Whom to tell.</param>
    /// <exception cref="LatencyEngine.Journal.Records.JournalException">The journal is damaged; names the place.</exception>
    public static ReplayResult Run(ISessionReader reader, VerifiedExecution execution, ReplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(execution);
        options ??= new ReplayOptions();
        using var ahead = new ReadAhead(reader, execution.LastSequence);
        var nextTelling = (long)options.ProgressEvery;
        while (true)
        {
            var block = ahead.Next();
            var taken = execution.Take(block.Records, block.FirstSequence);
            if (execution.Records >= nextTelling && options.Progress is { } tell)
            {
                nextTelling = execution.Records + options.ProgressEvery;
                tell(ProgressOf(execution));
            }

            if (block.IsLast || taken < block.Count) return ResultOf(execution, isAtEnd: block.IsLast && taken == block.Count);
        }
    }

    internal static ReplayProgress ProgressOf(VerifiedExecution execution) => new(
        execution.LastSequence, execution.Inputs.Total, execution.OutputsCompared, execution.LastInputNanos);

    /// <param name="execution">Which has taken all there was, or has ended.</param>
    /// <param name="isAtEnd">Whether nothing is recorded behind it.</param>
    internal static ReplayResult ResultOf(VerifiedExecution execution, bool isAtEnd)
    {
        var outcome = execution.Outcome == ReplayOutcome.None ? ReplayOutcome.Unended : execution.Outcome;
        var stages = execution.Stepper.Stages;
        return new ReplayResult
        {
            Outcome = outcome,
            Inputs = execution.Inputs.Total,
            Outputs = stages.Outputs.Count,
            Records = execution.Records,
            LastSequence = execution.LastSequence,
            OutputHash = stages.Outputs.Hash,
            StateHash = outcome == ReplayOutcome.Failed ? 0 : stages.StateHash(),
            Difference = execution.Difference,
            Failure = execution.Failure,
            IsFailureRecorded = outcome == ReplayOutcome.Failed && isAtEnd,
            MissingOutputs = outcome == ReplayOutcome.Unended ? execution.Unrecorded() : [],
        };
    }
}
