using System.Runtime.CompilerServices;
using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>
/// The product's ring with one producer and one handler, both waiting by the same strategy.
/// </summary>
internal sealed class EngineRing<T, TWait> : IDisposable
    where T : unmanaged, IPayload
    where TWait : struct, IWaitStrategy
{
    private readonly RingBuffer<T> _ring;
    private readonly SingleProducerSequencer<T> _producer;
    private readonly IProcessor _consumer;
    private readonly Tally _tally = new();

    private EngineRing(Publication publication, TWait wait, bool bySpan)
    {
        _ring = new RingBuffer<T>(new RingOptions("bench",
            RingSuite.CapacitySlots) { Publication = publication });
        _producer = new SingleProducerSequencer<T>(_ring);
        _consumer = MakeConsumer(publication, wait, bySpan);
        _ring.Gates.Set(_consumer.Sequence);
    }

    /// <summary>
    /// A contender that publishes <paramref name="batch"/> events at a time, and whose handler takes them one at a time or as
    /// spans.
    /// </summary>
    public static Pipeline Enter(string name, Trait traits, Crew crew, int batch, Publication publication,
        TWait wait, bool bySpan = false)
    {
        var ring = new EngineRing<T, TWait>(publication, wait, bySpan);
        return new Pipeline(name, Trait.Ours | traits, crew, T.SumOf)
        {
            Prepare = count => ring._consumer.DrainTo(ring._producer.LastClaimed + count),
            Parts = [count => ring.Produce(count, batch, wait), _ => ring._consumer.Run()],
            Finish = ring._consumer.Rearm,
            Answer = ring._tally.TakeGrowth,
            Owned = [ring],
        };
    }

    public void Dispose() => _ring.Dispose();

    private IProcessor MakeConsumer(Publication publication, TWait wait, bool bySpan)
    {
        var handler = new SumHandler<T>(_tally);
        var options = new ProcessorOptions("consumer");
        if (publication == Publication.Slot)
            return Processors.RunEvents(_ring, SlotBarrier.Of(_ring), handler, wait, options);
        var barrier = new SequenceBarrier(_ring.Cursor);
        return bySpan
            ? Processors.RunBatches(_ring, barrier, new SumSpanHandler<T>(_tally), wait, options)
            : Processors.RunEvents(_ring, barrier, handler, wait, options);
    }

    private void Produce(long count, int batch, TWait wait)
    {
        if (batch == 1) ProduceSingly(count, wait);
        else if (_ring.Publication == Publication.Cursor) ProduceSpans(count, batch, wait);
        else ProduceBatches(count, batch, wait);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ProduceSpans(long count, int batch, TWait wait)
    {
        var producer = _producer;
        var ring = _ring;
        for (var number = 0L; number < count;)
        {
            var size = (int)Math.Min(batch, count - number);
            if (!producer.TryClaim(size, out var first)) first = producer.Claim(size, ref wait);
            ring.Spans(first, size, out var head, out var tail);
            number = Fill(head, number);
            number = Fill(tail, number);
            producer.Publish(first, first + size - 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Fill(Span<T> slots, long number)
    {
        for (var i = 0; i < slots.Length; i++) slots[i].Write(number + i);
        return number + slots.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ProduceSingly(long count, TWait wait)
    {
        var producer = _producer;
        for (var number = 0L; number < count; number++)
        {
            if (!producer.TryClaim(out var sequence)) sequence = producer.Claim(1, ref wait);
            producer[sequence].Write(number);
            producer.Publish(sequence);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ProduceBatches(long count, int batch, TWait wait)
    {
        var producer = _producer;
        for (var number = 0L; number < count;)
        {
            var size = (int)Math.Min(batch, count - number);
            if (!producer.TryClaim(size, out var first)) first = producer.Claim(size, ref wait);
            for (var i = 0; i < size; i++) producer[first + i].Write(number++);
            producer.Publish(first, first + size - 1);
        }
    }
}
