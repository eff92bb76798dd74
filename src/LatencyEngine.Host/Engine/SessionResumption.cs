using LatencyEngine.Backtest.Replay;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Records;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// Brings a session that was cut off to where it can go on: re-executes its journal, holds every output against it,
/// writes down what the crash has cut off, and marks the place. The control thread; done when constructed.
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
        var stages = new TradingStages(
            configuration.Capacity.ToCapacities(), SessionSeats.Of(configuration), OpenGate.Instance, OpenGate.Instance);
        using var stepper = new StageStepper(stages);
        var execution = new VerifiedExecution(stepper, new ReplayOptions());
        using (var reader = journal.OpenSession(head.SessionId)) Check(head, SessionReplay.Run(reader, execution));
        var missing = execution.Unrecorded();
        foreach (ref var output in missing.AsSpan()) log.Append(output.AsBytes());
        IsEnded = missing is [.., var last] && last.Is<SessionEnded>();
        if (!IsEnded) Mark(head, execution);
        log.Commit();
        Notice = $"session {head.SessionId} was cut off and goes on: {execution.Inputs.Total:N0} inputs were re-executed";
        Point = PointOf(journal, head, execution);
    }

    /// <summary>Whether nothing was missing but the end, which is there now.</summary>
    public bool IsEnded { get; }

    public ResumePoint Point { get; }

    public string Notice { get; }

    private static void Check(SessionHead head, ReplayResult result)
    {
        if (result.Outcome == ReplayOutcome.Unended) return;
        var reason = result.Outcome switch
        {
            ReplayOutcome.Failed => result.Failure!.Message,
            ReplayOutcome.Different => result.Difference!.ToString(),
            _ => $"it is {result.Outcome}",
        };
        throw new JournalException(
            $"session {head.SessionId} cannot go on: {reason} (journal.resume=never leaves it as it is)");
    }

    private void Mark(SessionHead head, VerifiedExecution execution)
    {
        var slot = default(EngineEvent);
        ref var mark = ref slot.Begin<SessionResumed>();
        mark.TimestampNanos = new SystemClock().NanosSinceEpoch();
        mark.SessionId = head.SessionId;
        mark.Inputs = (ulong)execution.Inputs.Total;
        mark.Outputs = (ulong)execution.Stepper.Stages.Outputs.Count;
        mark.StateHash = execution.Stepper.Stages.StateHash();
        _log.Append(slot.AsBytes());
    }

    private static ResumePoint PointOf(LogJournal journal, SessionHead head, VerifiedExecution execution)
    {
        var inputs = execution.Inputs;
        var fromFeeds = inputs.MarketData + inputs.Of(TimeAdvanced.TemplateId);
        var isOpened = inputs.Of(SessionOpened.TemplateId) > 0;
        return new ResumePoint(
            execution.Stepper.Stages, inputs.Total, isOpened ? long.MaxValue : inputs.Total, fromFeeds,
            LastFromFeeds(journal, head));
    }

    private static EngineEvent LastFromFeeds(LogJournal journal, SessionHead head)
    {
        var last = default(EngineEvent);
        using var reader = journal.OpenSession(head.SessionId);
        var end = journal.ListSessions()[^1].LastSequence;
        reader.SeekSequence(Math.Max(head.FirstSequence, end - LookBackRecords));
        while (reader.TryRead(out var record))
            if (record.Kind == RecordKind.Input) last.TryRead(record.Message);
        return IsFromFeeds(last.TemplateId) ? last : default;
    }

    private static bool IsFromFeeds(ushort templateId) => templateId
        is Quote.TemplateId or Trade.TemplateId or BookDelta.TemplateId or BookOrder.TemplateId or FeedGap.TemplateId
        or FeedStatus.TemplateId or InstrumentStatusChanged.TemplateId or TimeAdvanced.TemplateId;
}
