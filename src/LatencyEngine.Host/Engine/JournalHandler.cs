using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Records;
using LatencyEngine.Runtime.Processing;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// Writes what the output ring carries into the log, and makes it durable batch by batch: its progress on the ring is
/// what is durable, and whoever follows it never runs ahead. The journal's own thread.
/// </summary>
internal readonly struct JournalHandler(JournalWitness witness) : IBatchHandler<EngineEvent>
{
    public void OnBatch(Span<EngineEvent> events, long firstSequence, bool endOfBatch) => witness.Write(events, endOfBatch);
}

/// <summary>What the journal's thread knows of what it wrote. Its own thread; read by others after the end.</summary>
internal sealed class JournalWitness(LogWriter log, long inputs)
{
    /// <summary>Inputs of the session that were written.</summary>
    public long Inputs { get; private set; } = inputs;

    public void Write(Span<EngineEvent> events, bool endOfBatch)
    {
        log.Append(events);
        foreach (ref var e in events)
            if (e.TemplateId < RecordKinds.FirstOutputTemplateId) Inputs++;
        if (endOfBatch) log.Commit();
    }
}
