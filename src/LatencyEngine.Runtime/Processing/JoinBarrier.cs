using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// Follows several handlers: an event is available when the slowest of them is done with it. The follower's thread.
/// </summary>
public readonly struct JoinBarrier : IBarrier
{
    private readonly Sequence[] _sequences;

    /// <param name="sequences">At least one.</param>
    [ColdPath("topologies are wired at start-up")]
    public JoinBarrier(params ReadOnlySpan<Sequence> sequences)
    {
        if (sequences.IsEmpty) throw new ArgumentException("A join needs at least one sequence.");
        foreach (var sequence in sequences) ArgumentNullException.ThrowIfNull(sequence);
        _sequences = sequences.ToArray();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long AvailableThrough(long next, long limit)
    {
        var sequences = _sequences;
        var slowest = sequences[0].Value;
        for (var i = 1; i < sequences.Length; i++) slowest = Math.Min(slowest, sequences[i].Value);
        return slowest;
    }

    public Doorbell? Obstacle(long next)
    {
        foreach (var sequence in _sequences)
            if (sequence.Value < next) return sequence.Bell;
        return null;
    }

    public long Depth(long next) => AvailableThrough(next, next) - next + 1;

    public void Wake()
    {
        foreach (var sequence in _sequences) sequence.Bell.Ring();
    }
}
