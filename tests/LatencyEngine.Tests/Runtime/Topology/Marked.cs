using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Topology;

/// <summary>
/// An event in which every handler leaves a mark of its own, so that its followers can see that it was there.
/// </summary>
internal struct Marked
{
    public long Value;
    public Marks Marks;
}

[InlineArray(8)]
internal struct Marks
{
    private long _first;
}

/// <summary>What one handler has seen. Written by its thread, read after the pipeline has stopped.</summary>
internal sealed class Witness
{
    /// <summary>
    /// Events that came early: a handler that should have been there before had left no mark.
    /// </summary>
    public long EarlyCount { get; set; }

    /// <summary>Events that did not follow the one before: lost, repeated or swapped.</summary>
    public long GapCount { get; set; }

    public long LastSequence { get; set; } = -1;

    /// <summary>Depends on every value and on their order.</summary>
    public ulong Digest { get; set; } = 14695981039346656037;

    public void Note(long sequence, long value)
    {
        if (sequence != LastSequence + 1) GapCount++;
        LastSequence = sequence;
        Digest = (Digest ^ (ulong)value) * 1099511628211;
    }
}

/// <summary>
/// Checks the marks of those before, leaves its own, and adds something of its own to the digest.
/// </summary>
internal readonly struct MarkingHandler(Witness witness, int mark, params int[] needs) : IEventHandler<Marked>
{
    public void OnEvent(ref Marked e, long sequence, bool endOfBatch)
    {
        foreach (var need in needs)
            if (e.Marks[need] != sequence + 1) witness.EarlyCount++;
        e.Marks[mark] = sequence + 1;
        witness.Note(sequence, e.Value);
    }
}

/// <summary>Publishes one or two events into another ring for every event, as the value says.</summary>
internal struct SplittingHandler(SingleProducerSequencer<Marked> output) : IEventHandler<Marked>
{
    private AdaptiveWait _wait = new();

    public void OnEvent(ref Marked e, long sequence, bool endOfBatch)
    {
        var count = e.Value % 3 == 0 ? 2 : 1;
        var first = output.Claim(count, ref _wait);
        for (var i = 0; i < count; i++) output[first + i] = new Marked { Value = (e.Value * 10) + i };
        output.Publish(first, first + count - 1);
    }
}

/// <summary>Throws once at a given event.</summary>
internal readonly struct FailingHandler(Witness witness, long failAt, StrongBox<bool> isArmed) : IEventHandler<Marked>
{
    public void OnEvent(ref Marked e, long sequence, bool endOfBatch)
    {
        if (sequence == failAt && isArmed.Value) throw new InvalidOperationException("broken on purpose");
        witness.Note(sequence, e.Value);
    }
}
