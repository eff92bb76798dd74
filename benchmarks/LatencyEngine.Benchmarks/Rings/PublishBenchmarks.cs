using BenchmarkDotNet.Attributes;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Benchmarks.Rings;

/// <summary>
/// What claiming, writing and publishing a slot costs, and polling it, all on one thread: no line moves.
/// </summary>
[MemoryDiagnoser]
public class PublishBenchmarks : IDisposable
{
    private const int CapacitySlots = 1 << 12;
    private const int EventsPerCall = 1_024; // Below the capacity: the ring never fills.

    private RingBuffer<long> _ring = null!;
    private SingleProducerSequencer<long> _producer = null!;
    private Func<int, int> _poll = null!;

    [Params(Publication.Cursor, Publication.Slot)]
    public Publication Publication { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _ring = new RingBuffer<long>(new RingOptions("bench", CapacitySlots) { Publication = Publication });
        _producer = new SingleProducerSequencer<long>(_ring);
        _poll = Publication == Publication.Slot
            ? Poller(SlotBarrier.Of(_ring))
            : Poller(new SequenceBarrier(_ring.Cursor));
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _ring.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = EventsPerCall)]
    public int ClaimPublishAndPoll()
    {
        for (var i = 0; i < EventsPerCall; i++)
        {
            if (!_producer.TryClaim(out var sequence))
                throw new InvalidOperationException("The ring is full.");
            _producer[sequence] = sequence;
            _producer.Publish(sequence);
        }
        return PollAll();
    }

    [Benchmark(OperationsPerInvoke = EventsPerCall)]
    public int ClaimPublishAndPollInBatchesOf16()
    {
        const int batch = 16;
        for (var done = 0; done < EventsPerCall; done += batch)
        {
            if (!_producer.TryClaim(batch, out var first))
                throw new InvalidOperationException("The ring is full.");
            for (var sequence = first; sequence < first + batch; sequence++) _producer[sequence] = sequence;
            _producer.Publish(first, first + batch - 1);
        }
        return PollAll();
    }

    private int PollAll()
    {
        var polled = _poll(EventsPerCall);
        if (polled != EventsPerCall)
            throw new InvalidOperationException($"{polled} of {EventsPerCall} events arrived.");
        return polled;
    }

    private Func<int, int> Poller<TBarrier>(TBarrier barrier)
        where TBarrier : struct, IBarrier
    {
        var poller = Processors.PollEvents(_ring, barrier, default(CountHandler));
        _ring.Gates.Set(poller.Sequence);
        return poller.Poll;
    }

    private struct CountHandler : IEventHandler<long>
    {
        private long _sum;

        public void OnEvent(ref long e, long sequence, bool endOfBatch) => _sum += e;
    }
}
