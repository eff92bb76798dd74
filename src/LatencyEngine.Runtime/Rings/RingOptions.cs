using System.Numerics;
using LatencyEngine.Runtime.Memory;

namespace LatencyEngine.Runtime.Rings;

/// <summary>What a ring is made from. Immutable; checked by <see cref="Validate"/> when the ring is made.</summary>
/// <param name="Name">Names the ring in errors, counters and reports.</param>
/// <param name="CapacitySlots">A power of two from 2 to 2^30.</param>
[ColdPath("rings are made at start-up")]
public sealed record RingOptions(string Name, int CapacitySlots)
{
    public const int SmallestCapacitySlots = 2;
    public const int LargestCapacitySlots = 1 << 30;

    public Publication Publication { get; init; } = Publication.Cursor;

    public MemoryOptions Memory { get; init; }

    /// <exception cref="ArgumentException">Something is out of range; the message names the ring and the
    /// value.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Name)) throw new ArgumentException("A ring needs a name.");
        if (CapacitySlots is < SmallestCapacitySlots or > LargestCapacitySlots || !BitOperations.IsPow2(CapacitySlots))
            throw new ArgumentException(
                $"Ring '{Name}': capacity {CapacitySlots} is not a power of two from {SmallestCapacitySlots} "
                + $"to {LargestCapacitySlots}.");
        if (Publication is not (Publication.Cursor or Publication.Slot))
            throw new ArgumentException($"Ring '{Name}': publication {Publication} is not known.");
    }
}
