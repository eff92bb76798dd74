using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Tests.Runtime.Rings;

/// <summary>Random programs on one thread, against the obvious twin: a queue with a limit.</summary>
public sealed class RingModelProperties
{
    private enum Kind
    {
        None,
        Publish,
        Abandon,
        Poll,
    }

    private sealed record Operation(Kind Kind, int Count);

    [Fact]
    public void Ring_with_cursor_behaves_as_a_queue() => Check(single: true, Publication.Cursor);

    [Fact]
    public void Ring_with_headers_behaves_as_a_queue() => Check(single: true, Publication.Slot);

    [Fact]
    public void Ring_with_several_producers_behaves_as_a_queue() => Check(single: false, Publication.Slot);

    private static void Check(bool single, Publication publication)
    {
        var kinds = single ? new[] { Kind.Publish, Kind.Abandon, Kind.Poll } : [Kind.Publish, Kind.Poll];
        var operation =
            from kind in Gen.Elements(kinds)
            from count in Gen.Choose(1, 9)
            select new Operation(kind, count);
        var program =
            from logCapacity in Gen.Choose(1, 3)
            from steps in operation.ListOf()
            select (1 << logCapacity, steps);
        Prop.ForAll(program.ToArbitrary(), p => Run(single, publication, p.Item1, p.steps)).QuickCheckThrowOnFailure();
    }

    private static bool Run(bool single, Publication publication, int capacity, IEnumerable<Operation> steps)
    {
        using var ring = new RingBuffer<long>(new RingOptions("r", capacity) { Publication = publication });
        ISequencer sequencer = single ? new SingleProducerSequencer<long>(ring) : new MultiProducerSequencer<long>(ring);
        return publication == Publication.Cursor
            ? Run(ring, sequencer, new SequenceBarrier(ring.Cursor), steps)
            : Run(ring, sequencer, SlotBarrier.Of(ring), steps);
    }

    private static bool Run<TBarrier>(
        RingBuffer<long> ring, ISequencer sequencer, TBarrier barrier, IEnumerable<Operation> steps)
        where TBarrier : struct, IBarrier
    {
        var handled = new List<long>();
        var poller = Processors.PollEvents(ring, barrier, new Collecting(handled));
        ring.Gates.Set(poller.Sequence);
        var twin = new Queue<long>();
        var (published, refused) = (0L, 0L);
        foreach (var step in steps)
        {
            if (step.Kind == Kind.Poll)
            {
                handled.Clear();
                var expected = Math.Min(step.Count, twin.Count);
                if (poller.Poll(step.Count) != expected) return false;
                if (!handled.SequenceEqual(Enumerable.Range(0, expected).Select(_ => twin.Dequeue()))) return false;
                continue;
            }

            var count = Math.Min(step.Count, ring.CapacitySlots);
            var fits = twin.Count + count <= ring.CapacitySlots;
            if (sequencer.TryClaim(count, out var first) != fits) return false;
            if (!fits) refused++;
            if (!fits || step.Kind == Kind.Abandon) continue;
            if (first != published) return false;
            for (var i = 0; i < count; i++) twin.Enqueue(ring[first + i] = published++ * 7);
            sequencer.Publish(first, first + count - 1);
        }

        return sequencer.RefusalCount == refused && poller.QueueDepth == twin.Count;
    }

    private readonly struct Collecting(List<long> handled) : IEventHandler<long>
    {
        public void OnEvent(ref long e, long sequence, bool endOfBatch) => handled.Add(e);
    }
}
