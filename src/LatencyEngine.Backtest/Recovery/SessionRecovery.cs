using LatencyEngine.Backtest.Replay;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;
using LatencyEngine.Journal.Snapshots;
using LatencyEngine.Trading.Snapshots;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Backtest.Recovery;

/// <summary>
/// Brings the state of a session back that was cut off: the newest snapshot that is whole, and the log after it,
/// re-executed and compared. One cold thread, before the engine starts.
/// </summary>
/// <remarks>
/// <b>The log is the truth.</b> A snapshot that cannot be loaded, or after which anything differs, is reported, and the
/// session is re-executed from its start.
/// </remarks>
public static class SessionRecovery
{
    /// <param name="open">Opens the session at its start.</param>
    /// <param name="snapshots">Of the same journal; those of records that the log lost are removed.</param>
    /// <param name="lastSequence">The last one of the log.</param>
    /// <param name="makeStages">Fresh ones, with open gates, of the recorded capacities and strategies.</param>
    /// <param name="options">Whom to tell how far it is.</param>
    /// <exception cref="JournalException">The log is damaged; names the place.</exception>
    public static RecoveredSession Run(
        Func<ISessionReader> open, SnapshotStore snapshots, long lastSequence, Func<TradingStages> makeStages,
        ReplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(snapshots);
        ArgumentNullException.ThrowIfNull(makeStages);
        options ??= new ReplayOptions();
        var problems = new List<string>();
        if (snapshots.RemoveAbove(lastSequence) is var lost and > 0)
            problems.Add($"{lost} snapshots of records that the log lost were removed");
        using var reader = open();
        if (TryWithSnapshot(reader, snapshots, lastSequence, makeStages(), options, problems) is { } quick) return quick;
        reader.SeekSequence(reader.Head.FirstSequence);
        using var stepper = new StageStepper(makeStages());
        return Execute(reader, new VerifiedExecution(stepper, options), options, null, problems);
    }

    private static RecoveredSession? TryWithSnapshot(
        ISessionReader reader, SnapshotStore snapshots, long lastSequence, TradingStages stages, ReplayOptions options,
        List<string> problems)
    {
        using var stepper = new StageStepper(stages);
        var execution = new VerifiedExecution(stepper, options);
        try
        {
            var writer = new SnapshotWriter(snapshots, reader.Head.SessionId, reader.Head.CodeVersion);
            if (writer.TryContinue(execution, lastSequence, problems.Add) is not { } snapshot) return null;
            reader.SeekSequence(snapshot.Sequence + 1);
            var recovered = Execute(reader, execution, options, snapshot, problems);
            if (recovered.CanGoOn || recovered.Result.Outcome is ReplayOutcome.Identical or ReplayOutcome.Stopped)
                return recovered;
            problems.Add($"after snapshot {snapshot.Sequence}: {recovered.Result.Difference ?? (object?)recovered.Result.Failure}");
        }
        catch (StateImageException failure)
        {
            problems.Add($"a snapshot is passed over: {failure.Message}");
        }

        return null;
    }

    private static RecoveredSession Execute(
        ISessionReader reader, VerifiedExecution execution, ReplayOptions options, SnapshotHead? snapshot,
        List<string> problems)
    {
        var result = SessionReplay.Run(reader, execution, options);
        var stages = execution.Stepper.Stages;
        stages.FirstInputSequence = execution.Inputs.Total;
        return new RecoveredSession
        {
            Head = reader.Head,
            Stages = stages,
            Result = result,
            Inputs = execution.Inputs,
            LastInputNanos = execution.LastInputNanos,
            Snapshot = snapshot,
            Problems = problems,
        };
    }
}
