using LatencyEngine.Backtest.Recovery;
using LatencyEngine.Backtest.Replay;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Records;
using LatencyEngine.Journal.Snapshots;
using LatencyEngine.Runtime.Clocks;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// Brings a session that was cut off to where it can go on: loads the newest snapshot, re-executes the journal after
/// it, holds every output against it, writes down what the crash has cut off, and marks the place. The control thread;
/// done when constructed.
/// </summary>
internal sealed class SessionResumption
{
    /// <summary>Records looked at to find the last input: more than one input can cause.</summary>
    private const int LookBackRecords = 1 << 16;

    private readonly LogWriter _log;

    /// <exception cref="JournalException">The journal does not lead to one state.</exception>
    public SessionResumption(LogWriter log, LogJournal journal, SessionHead head, EngineConfiguration configuration)
    {
        _log = log;
        var recovered = SessionRecovery.Run(
            () => journal.OpenSession(head.SessionId), new SnapshotStore(journal.Place), log.LastSequence,
            () => SessionSeats.StagesOf(configuration));
        if (!recovered.CanGoOn) throw CannotGoOn(head, recovered.Result);
        IsEnded = Append(recovered.MissingOutputs);
        if (!IsEnded) Mark(recovered);
        log.Commit();
        Notices = [.. recovered.Problems, Describe(recovered)];
        Point = PointOf(journal, recovered);
    }

    /// <summary>Whether nothing was missing but the end, which is there now.</summary>
    public bool IsEnded { get; }

    public ResumePoint Point { get; }

    public IReadOnlyList<string> Notices { get; }

    private static JournalException CannotGoOn(SessionHead head, ReplayResult result)
    {
        var reason = result.Outcome switch
        {
            ReplayOutcome.Failed => result.Failure!.Message,
            ReplayOutcome.Different => result.Difference!.ToString(),
            _ => $"its replay is {result.Outcome}",
        };
        return new JournalException(
            $"session {head.SessionId} cannot go on: {reason} (journal.resume=never leaves it as it is)");
    }

    private static string Describe(RecoveredSession recovered)
    {
        var from = recovered.Snapshot is { } snapshot ? $"snapshot {snapshot.Sequence:N0}" : "its start";
        return $"session {recovered.Head.SessionId} was cut off and goes on: {recovered.Result.Records:N0} records after {from} "
            + $"were re-executed, {recovered.MissingOutputs.Count} outputs of the last input were missing";
    }

    /// <returns>Whether the last of them ended the session.</returns>
    private bool Append(IReadOnlyList<EngineEvent> missing)
    {
        foreach (var output in missing)
        {
            var slot = output;
            _log.Append(slot.AsBytes());
        }

        return missing is [.., var last] && last.Is<SessionEnded>();
    }

    private void Mark(RecoveredSession recovered)
    {
        var slot = default(EngineEvent);
        ref var mark = ref slot.Begin<SessionResumed>();
        mark.TimestampNanos = new SystemClock().NanosSinceEpoch();
        mark.SessionId = recovered.Head.SessionId;
        mark.Inputs = (ulong)recovered.Inputs.Total;
        mark.Outputs = (ulong)recovered.Stages.Outputs.Count;
        mark.SnapshotSequence = (ulong)(recovered.Snapshot?.Sequence ?? 0);
        mark.StateHash = recovered.Result.StateHash;
        _log.Append(slot.AsBytes());
    }

    private ResumePoint PointOf(LogJournal journal, RecoveredSession recovered)
    {
        var inputs = recovered.Inputs;
        var isOpened = inputs.Of(SessionOpened.TemplateId) > 0;
        return new ResumePoint(
            recovered.Stages, inputs.Total, isOpened ? long.MaxValue : inputs.Total, inputs.FromFeeds,
            LastFromFeeds(journal, recovered.Head));
    }

    private EngineEvent LastFromFeeds(LogJournal journal, SessionHead head)
    {
        var last = default(EngineEvent);
        using var reader = journal.OpenSession(head.SessionId);
        reader.SeekSequence(Math.Max(head.FirstSequence, _log.LastSequence - LookBackRecords));
        while (reader.TryRead(out var record))
            if (RecordKinds.IsFromFeed(record.TemplateId)) last.TryRead(record.Message);
        return last;
    }
}
