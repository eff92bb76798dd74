using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// Follows one sequence: the cursor of a ring with <see cref="Publication.Cursor"/>, or the handler before. The
/// follower's thread.
/// </summary>
public readonly struct SequenceBarrier(Sequence sequence) : IBarrier
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long AvailableThrough(long next, long limit) => sequence.Value;

    public Doorbell? Obstacle(long next) => sequence.Value >= next ? null : sequence.Bell;

    public long Depth(long next) => sequence.Value - next + 1;

    public void Wake() => sequence.Bell.Ring();
}
