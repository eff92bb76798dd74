using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.SimulationTests.Rings;

/// <summary>A ring of the product with very few slots, and the thread bodies that work on it.</summary>
internal sealed class RingRig : IDisposable
{
    public const int Capacity = 2;

    private readonly RingBuffer<long> _ring;

    public RingRig(Publication publication, bool severalProducers = false)
    {
        _ring = new RingBuffer<long>(new RingOptions("explored", Capacity) { Publication = publication });
        if (severalProducers) Several = new MultiProducerSequencer<long>(_ring);
        else Single = new SingleProducerSequencer<long>(_ring);
    }

    public SingleProducerSequencer<long>? Single { get; }

    public MultiProducerSequencer<long>? Several { get; }

    public RingGates Gates => _ring.Gates;

    public long Cursor => _ring.Cursor.Value;

    /// <summary>
    /// A handler behind the producers that notes what it sees, adds to it, and stops after an event.
    /// </summary>
    public IProcessor First<TWait>(List<long> seen, TWait wait, long stopAfter, long addend = 0)
        where TWait : struct, IWaitStrategy
    {
        var handler = new NotingHandler(seen, addend);
        var options = new ProcessorOptions("first");
        IProcessor processor = _ring.Publication == Publication.Slot
            ? Processors.RunEvents(_ring, SlotBarrier.Of(_ring), handler, wait, options)
            : Processors.RunEvents(_ring, new SequenceBarrier(_ring.Cursor), handler, wait, options);
        processor.DrainTo(stopAfter);
        return processor;
    }

    /// <summary>A handler that throws at an event.</summary>
    public IProcessor Failing<TWait>(long failAt, TWait wait)
        where TWait : struct, IWaitStrategy =>
        Processors.RunEvents(
            _ring, new SequenceBarrier(_ring.Cursor), new FailingHandler(failAt), wait,
            new ProcessorOptions("failing"));

    /// <summary>A noting handler behind one or two others.</summary>
    public IProcessor Behind<TWait>(List<long> seen, TWait wait, long stopAfter, params IProcessor[] upstream)
        where TWait : struct, IWaitStrategy
    {
        var handler = new NotingHandler(seen, 0);
        var options = new ProcessorOptions("behind");
        IProcessor processor = upstream.Length == 1
            ? Processors.RunEvents(_ring, new SequenceBarrier(upstream[0].Sequence), handler, wait, options)
            : Processors.RunEvents(
                _ring, new JoinBarrier(upstream[0].Sequence, upstream[1].Sequence), handler, wait, options);
        processor.DrainTo(stopAfter);
        return processor;
    }

    /// <summary>
    /// Writes and publishes a claimed slot. The payload is shared memory too: its place is marked.
    /// </summary>
    public void Publish(long sequence, long value)
    {
        Interleaving.Write(NotingHandler.Payload, sequence % Capacity);
        _ring[sequence] = value;
        if (Several is not null) Several.Publish(sequence);
        else Single!.Publish(sequence);
    }

    /// <summary>Claims, waiting for room, and publishes.</summary>
    public void PublishWaiting<TWait>(TWait wait, params ReadOnlySpan<long> values)
        where TWait : struct, IWaitStrategy
    {
        foreach (var value in values)
        {
            var sequence = Several is not null ? Several.Claim(1, ref wait) : Single!.Claim(1, ref wait);
            Publish(sequence, value);
        }
    }

    public void Dispose() => _ring.Dispose();

    private readonly struct FailingHandler(long failAt) : IEventHandler<long>
    {
        public void OnEvent(ref long e, long sequence, bool endOfBatch)
        {
            if (sequence == failAt) throw new InvalidOperationException("broken on purpose");
        }
    }

    private readonly struct NotingHandler(List<long> seen, long addend) : IEventHandler<long>
    {
        public const string Payload = "payload";

        public void OnEvent(ref long e, long sequence, bool endOfBatch)
        {
            Interleaving.Read(Payload, sequence % Capacity);
            seen.Add(e);
            if (addend == 0) return;
            Interleaving.Write(Payload, sequence % Capacity);
            e += addend;
        }
    }
}
