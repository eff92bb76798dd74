using LatencyEngine.Backtest.Recovery;
using LatencyEngine.Backtest.Replay;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Snapshots;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Trading;

namespace LatencyEngine.PerfTests.Journal;

/// <summary>
/// How long a restart needs until it knows the state again: opening the log, loading the newest snapshot, and executing
/// and comparing what came after it.
/// </summary>
internal sealed class RecoveryTime(RecordedSession session)
{
    /// <summary>What a minute brings at some 17,000 records a second.</summary>
    public const long RecordsAfterSnapshot = 1_000_000;

    /// <summary>Makes the snapshot, as the shadow does: of a state that was executed and compared.</summary>
    public void WriteSnapshot()
    {
        var until = Math.Max(1, session.LastSequence - RecordsAfterSnapshot);
        using var stepper = new StageStepper(RecordedSession.NewStages());
        var execution = new VerifiedExecution(stepper, new ReplayOptions { UntilSequence = until });
        using var reader = Open();
        var outcome = SessionReplay.Run(reader, execution).Outcome;
        if (outcome != ReplayOutcome.Stopped) throw new WrongAnswerException($"before the snapshot the replay is {outcome}");
        new SnapshotWriter(new SnapshotStore(session.Folder), session.SessionId, "bench").Write(execution);
    }

    /// <returns>Seconds.</returns>
    public double Measure()
    {
        var started = Clock.NowNanos();
        using var log = LogWriter.Open(new LogOptions { Folder = session.Folder });
        var recovered = SessionRecovery.Run(
            Open, new SnapshotStore(session.Folder), log.LastSequence,
            RecordedSession.NewStages);
        var nanos = Clock.NowNanos() - started;
        return recovered is { Snapshot: not null, Result.Outcome: ReplayOutcome.Identical }
            ? nanos / 1e9
            : throw new WrongAnswerException($"the recovery is {recovered.Result.Outcome}: {string.Join("; ", recovered.Problems)}");
    }

    private ISessionReader Open() => new LogJournal(session.Folder).OpenSession(session.SessionId);
}
