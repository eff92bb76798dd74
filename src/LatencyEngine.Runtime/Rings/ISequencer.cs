using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Rings;

/// <summary>
/// Claims and publishes the slots of one ring. Hot code uses the two sealed implementations directly; the interface
/// is for wiring
/// and for specifications that hold for both.
/// </summary>
/// <remarks>
/// A thread publishes what it has claimed, all of it and once, before it claims again. What happens otherwise
/// differs: with one
/// producer the same slots are claimed again; with several, a claim that is never published stops the ring.
/// </remarks>
public interface ISequencer
{
    /// <summary>
    /// Claims <paramref name="count"/> slots if there is room, and counts a refusal if not. Never waits.
    /// </summary>
    /// <param name="count">From 1 to the capacity.</param>
    /// <param name="first">The first of the claimed sequences, which are contiguous; -1 when refused.</param>
    bool TryClaim(int count, out long first);

    /// <summary>
    /// Claims <paramref name="count"/> slots, waiting for room as <paramref name="wait"/> says. A call that had to
    /// wait counts as one
    /// refusal, however often it looked.
    /// </summary>
    /// <returns>The first of the claimed sequences.</returns>
    /// <exception cref="RingHaltedException">The handlers stopped while there was no room; carries the
    /// cause.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was requested while there was no
    /// room.</exception>
    long Claim<TWait>(int count, ref TWait wait, CancellationToken cancellation = default)
        where TWait : struct, IWaitStrategy;

    /// <summary>
    /// Hands claimed slots to the handlers, contiguous from <paramref name="first"/> to <paramref name="last"/>.
    /// </summary>
    void Publish(long first, long last);

    /// <summary>How often there was no room. Readable by any thread.</summary>
    long RefusalCount { get; }

    /// <summary>
    /// The last sequence published (one producer) or claimed (several); -1 before the first. Readable by any thread;
    /// may be stale.
    /// </summary>
    long LastClaimed { get; }
}
