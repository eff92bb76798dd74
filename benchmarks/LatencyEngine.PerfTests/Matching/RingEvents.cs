using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.PerfTests.Matching;

/// <summary>
/// The core's events into a ring: written in place, published at the end of each command. The core's thread; a value that owns
/// the producer's place.
/// </summary>
/// <remarks>
/// A claim does not bind, so slots are claimed many at a time and only the written ones are published. Who reads on the same
/// thread must read often enough that a command always finds room.
/// </remarks>
internal struct RingEvents(SingleProducerSequencer<MatchEvent> producer) : IMatchEvents
{
    /// <summary>Claimed at a time.</summary>
    private const int ClaimSlots = 64;

    private long _first; // Not published yet.
    private long _next;
    private long _end;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref MatchEvent Next()
    {
        if (_next == _end) Claim();
        return ref producer[_next++];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish()
    {
        if (_first == _next) return;
        producer.Publish(_first, _next - 1);
        _first = _next;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Claim()
    {
        Invariant.Check(producer.TryClaim((int)(_next - _first) + ClaimSlots, out _));
        _end = _next + ClaimSlots;
    }
}
