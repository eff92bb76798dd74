using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Codecs;
using LatencyEngine.PerfTests.Rings;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.PerfTests.Allocations;

/// <summary>The operations whose allocation has a baseline.</summary>
internal static class Operations
{
    private const int MapEntries = 64;

    /// <summary>An operation that allocates on purpose: a check that does not see it sees nothing.</summary>
    public static Operation Control { get; } = new("control", () => () => GC.KeepAlive(new object()));

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("ring.cursor.publish-and-poll", () => PublishAndPoll(Publication.Cursor, batch: 1)),
        new("ring.cursor.publish-and-poll-batch", () => PublishAndPoll(Publication.Cursor, batch: 10)),
        new("ring.slot.publish-and-poll", () => PublishAndPoll(Publication.Slot, batch: 1)),
        new("ring.shared.publish-and-poll", SharedPublishAndPoll),
        new("ring.refuse", Refuse),
        new("processor.step", Step),
        new("histogram.record", HistogramRecord),
        new("map.add-find-remove", MapRoundTrip),
        new("ordered-map.add-find-remove", OrderedMapRoundTrip),
        new("sbe.top-of-book.encode-and-decode", Codec<GeneratedTopOfBook>),
        new("sbe.single-order.encode-and-decode", Codec<GeneratedSingleOrder>),
        new("sbe.execution-detail.encode-and-decode", Codec<GeneratedExecutionDetail>),
        new("sbe.depth-snapshot.encode-and-decode", Codec<GeneratedDepthSnapshot>),
    ];

    private static RingBuffer<Payload8> Ring(Publication publication) =>
        new(new RingOptions("allocations", RingSuite.CapacitySlots) { Publication = publication });

    private static Action PublishAndPoll(Publication publication, int batch)
    {
        var ring = Ring(publication);
        var producer = new SingleProducerSequencer<Payload8>(ring);
        var poll = Poll(ring);
        return () =>
        {
            if (!producer.TryClaim(batch, out var first))
                throw new InvalidOperationException("The ring is full.");
            for (var i = 0; i < batch; i++) producer[first + i].Write(i);
            producer.Publish(first, first + batch - 1);
            poll(batch);
        };
    }

    private static Action SharedPublishAndPoll()
    {
        var ring = Ring(Publication.Slot);
        var producers = new MultiProducerSequencer<Payload8>(ring);
        var poll = Poll(ring);
        return () =>
        {
            if (!producers.TryClaim(out var sequence))
                throw new InvalidOperationException("The ring is full.");
            producers[sequence].Write(sequence);
            producers.Publish(sequence);
            poll(1);
        };
    }

    private static Action<int> Poll(RingBuffer<Payload8> ring)
    {
        var handler = new SumHandler<Payload8>(new Tally());
        if (ring.Publication == Publication.Slot)
        {
            var bySlot = Processors.PollEvents(ring, SlotBarrier.Of(ring), handler);
            ring.Gates.Set(bySlot.Sequence);
            return limit => bySlot.Poll(limit);
        }
        var byCursor = Processors.PollEvents(ring, new SequenceBarrier(ring.Cursor), handler);
        ring.Gates.Set(byCursor.Sequence);
        return limit => byCursor.Poll(limit);
    }

    private static Action Refuse()
    {
        var ring = Ring(Publication.Cursor);
        var producer = new SingleProducerSequencer<Payload8>(ring);
        while (producer.TryClaim(out var sequence)) producer.Publish(sequence);
        return () =>
        {
            if (producer.TryClaim(out _)) throw new InvalidOperationException("A full ring did not refuse.");
        };
    }

    private static Action Step()
    {
        var ring = Ring(Publication.Cursor);
        var producer = new SingleProducerSequencer<Payload8>(ring);
        var processor = Processors.RunEvents(
            ring, new SequenceBarrier(ring.Cursor), new SumHandler<Payload8>(new Tally()),
                default(AdaptiveWait),
            new ProcessorOptions("step"));
        ring.Gates.Set(processor.Sequence);
        return () =>
        {
            if (!producer.TryClaim(out var sequence))
                throw new InvalidOperationException("The ring is full.");
            producer.Publish(sequence);
            processor.Step(1);
        };
    }

    private static Action HistogramRecord()
    {
        var histogram = new LatencyHistogram();
        var nanos = 1L;
        return () => histogram.Record(nanos = nanos % 1_000_000 + 137);
    }

    private static Action MapRoundTrip()
    {
        var map = new LongMap<long>(MapEntries);
        var key = 0L;
        return () =>
        {
            key++;
            if (map.TryAdd(key, key) != MapAddition.Added || map.Find(key) != key || !map.Remove(key))
                throw new InvalidOperationException("The map lost an entry.");
        };
    }

    private static Action OrderedMapRoundTrip()
    {
        var map = new OrderedLongMap<long>(MapEntries);
        var key = 0L;
        return () =>
        {
            key++;
            if (map.TryAdd(key, key) != MapAddition.Added || map.Find(key) != key || !map.Remove(key))
                throw new InvalidOperationException("The map lost an entry.");
        };
    }

    private static Action Codec<TCodec>()
        where TCodec : ICodec
    {
        var buffer = new byte[MessageSet.StrideBytes];
        var number = 0L;
        return () =>
        {
            var length = TCodec.Encode(buffer, number++ % MessageSet.Count);
            if (TCodec.Decode(buffer.AsSpan(0, length)) == 0)
                throw new InvalidOperationException("Nothing was read.");
        };
    }
}
