using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Rings;

/// <summary>
/// What a producer waits for: that every gate has passed <c>sequence</c>, or that the ring is halted.
/// </summary>
internal readonly ref struct RoomCondition(RingGates gates, long sequence, CancellationToken cancellation)
    : IWaitCondition
{
    /// <summary>
    /// A canceled token rings no bell without allocating: a producer that sleeps notices it this late.
    /// </summary>
    private const long CancellationNanos = 10_000_000;

    public long LongestSleepNanos => cancellation.CanBeCanceled ? CancellationNanos : Parking.Forever;

    public Doorbell? Obstacle() => gates.IsHalted ? null : gates.Behind(sequence)?.Bell;
}
