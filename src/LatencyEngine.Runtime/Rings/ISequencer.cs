using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Rings;

/// <summary>
/// Claims and publishes the slots of one ring. Hot code uses the two sealed implementations directly; the interface is for wiring
/// and for specifications that hold for both.
/// </summary>
public interface ISequencer
{
    /// <summary>Claims <paramref name="count"/> slots if there is room, and counts a refusal if not. Never waits.</summary>
    /// <param name="count">From 1 to the capacity.</param>
    /// <param name="first">The first of the claimed sequences, which are contiguous; -1 when refused.</param>
    bool TryClaim(int count, out long first);

    /// <summary>
    /// Claims <paramref name="count"/> slots, waiting for room as <paramref name="wait"/> says. Each look that found no room counts
    /// as a refusal only once per call.
    /// </summary>
    /// <returns>The first of the claimed sequences.</returns>
    /// <exception cref="RingHaltedException">The handlers stopped while there was no room; carries the cause.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was requested while there was no room.</exception>
    long Claim<TWait>(int count, ref TWait wait, CancellationToken cancellation = default)
        where TWait : struct, IWaitStrategy;

    /// <summary>Hands claimed slots to the handlers, contiguous from <paramref name="first"/> to <paramref name="last"/>.</summary>
    void Publish(long first, long last);

    /// <summary>How often there was no room. Readable by any thread.</summary>
    long RefusalCount { get; }

    /// <summary>The last claimed sequence. Readable by any thread; may be stale.</summary>
    long LastClaimed { get; }
}
