using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// Follows the producers of a ring with <see cref="Publication.Slot"/> by the header in each slot, so that a hop from
/// producer to
/// handler moves one cache line. The follower's thread.
/// </summary>
public readonly struct SlotBarrier : IBarrier
{
    private readonly SlotArray _slots;
    private readonly Sequence _cursor;

    // The memory lives as long as somebody refers to the ring.
    private readonly object _ring;

    private SlotBarrier(SlotArray slots, Sequence cursor, object ring)
    {
        _slots = slots;
        _cursor = cursor;
        _ring = ring;
    }

    /// <exception cref="ArgumentException">The ring publishes by cursor.</exception>
    [ColdPath("topologies are wired at start-up")]
    public static SlotBarrier Of<T>(RingBuffer<T> ring)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(ring);
        if (ring.Publication != Publication.Slot)
            throw new ArgumentException($"Ring '{ring.Name}' publishes by {ring.Publication}: follow its cursor.");
        return new SlotBarrier(ring.Slots, ring.Cursor, ring);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long AvailableThrough(long next, long limit)
    {
        // The first look has a branch of its own: it fails while we wait and the others mostly succeed, and a
        // predictor that learned
        // both from one branch would be wrong at the very moment when an event arrives.
        if (next > limit || _slots.Header(next) != next) return next - 1;
        var sequence = next + 1;
        while (sequence <= limit && _slots.Header(sequence) == sequence) sequence++;
        return sequence - 1;
    }

    public Doorbell? Obstacle(long next) => _slots.Header(next) == next ? null : _cursor.Bell;

    public long Depth(long next) => _cursor.Value - next + 1;

    public void Wake()
    {
        _cursor.Bell.Ring();
        GC.KeepAlive(_ring);
    }
}
