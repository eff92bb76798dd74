namespace LatencyEngine.Runtime.Topology;

/// <summary>The counters of one ring at one moment. Immutable.</summary>
/// <param name="Name">The ring.</param>
/// <param name="CapacitySlots">How many events it holds.</param>
/// <param name="LastPublished">With several producers: the last claimed sequence, which may not be published
/// yet.</param>
/// <param name="InUse">Slots that a gate has not passed yet.</param>
/// <param name="Refusals">How often a producer found no room.</param>
[ColdPath("read by cold threads")]
public sealed record RingCounters(string Name, int CapacitySlots, long LastPublished, long InUse, long Refusals)
{
    internal static RingCounters Of(RingDeclaration ring)
    {
        var slowest = ring.Gates.Slowest(); // Before the producer, so that the difference is never negative.
        var last = ring.Sequencer.LastClaimed;
        var refusals = ring.Sequencer.RefusalCount;
        return new RingCounters(ring.Name, ring.Options.CapacitySlots, last, last - slowest, refusals);
    }
}
