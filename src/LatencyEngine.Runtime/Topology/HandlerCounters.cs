using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Runtime.Topology;

/// <summary>The counters of one handler at one moment. Immutable.</summary>
/// <param name="Role">The handler.</param>
/// <param name="Ring">The ring whose events it handles.</param>
/// <param name="State">Of its processor.</param>
/// <param name="Sequence">The last event handled, -1 before the first.</param>
/// <param name="Lag">Events of its ring that it has not handled yet.</param>
/// <param name="Batches">Batches handled.</param>
/// <param name="LargestBatch">Events in the largest of them.</param>
/// <param name="Refusals">How often there was no room in the rings into which it publishes.</param>
/// <param name="Placement">What its thread asked for and got; <c>null</c> before the first start and in step
/// mode.</param>
[ColdPath("read by cold threads")]
public sealed record HandlerCounters(
    string Role,
    string Ring,
    ProcessorState State,
    long Sequence,
    long Lag,
    long Batches,
    long LargestBatch,
    long Refusals,
    PlacementOutcome? Placement)
{
    internal static HandlerCounters Of(Stage stage)
    {
        var processor = stage.Processor;
        var ring = stage.Handler.DeclaredOn;
        var refusals = 0L;
        foreach (var outlet in stage.Handler.Outlets) refusals += outlet.Sequencer.RefusalCount;
        var sequence = processor.Sequence.Value; // Before the producer, so that the lag is never negative.
        return new HandlerCounters(
            stage.Handler.Role, ring.Name, processor.State, sequence, ring.Sequencer.LastClaimed - sequence,
            processor.BatchCount, processor.LargestBatch, refusals, stage.Thread?.Outcome);
    }
}
