using System.Diagnostics;
using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>
/// Publishes single events with idle gaps of about 5 ms and records how long after its publication the
/// handler had each one. Operations are events.
/// </summary>
internal sealed class FirstEvent<TWait>(string name, Trait traits, Crew crew, TWait wait)
    : Contender(name, Trait.Ours | traits)
    where TWait : struct, IWaitStrategy
{
    private const int GapMillis = 5;
    private const int CapacitySlots = 1024;

    private static readonly double MicrosPerTick = 1e6 / Stopwatch.Frequency;

    public static Column[] Columns { get; } =
    [
        new("p99", "µs after publication", HigherIsBetter: false),
        new("p50", "µs", HigherIsBetter: false),
        new("max", "µs", HigherIsBetter: false),
    ];

    public override Measurement Run(long operations)
    {
        using var ring = new RingBuffer<Payload8>(new RingOptions("first event", CapacitySlots));
        var producer = new SingleProducerSequencer<Payload8>(ring);
        var ticks = new long[operations];
        var consumer = Processors.RunEvents(
            ring, new SequenceBarrier(ring.Cursor), new DelayHandler(ticks), wait,
                new ProcessorOptions("consumer"));
        ring.Gates.Set(consumer.Sequence);
        consumer.DrainTo(operations - 1);
        var elapsed = crew.Run(() => Publish(producer, operations), consumer.Run);
        WrongAnswerException.ThrowUnlessEqual(Name, operations - 1, consumer.Sequence.Value);
        Array.Sort(ticks);
        return new Measurement(elapsed, [Micros(ticks, 0.99), Micros(ticks, 0.50),
            MicrosPerTick * ticks[^1]]);
    }

    private static double Micros(long[] ticks, double fraction) =>
        MicrosPerTick * Statistics.Percentile(ticks, fraction);

    private static void Publish(SingleProducerSequencer<Payload8> producer, long count)
    {
        for (var i = 0L; i < count; i++)
        {
            Thread.Sleep(GapMillis);
            if (!producer.TryClaim(out var sequence))
                throw new WrongAnswerException("An idle ring says that it is full.");
            producer[sequence].Write(Stopwatch.GetTimestamp());
            producer.Publish(sequence);
        }
    }

    private readonly struct DelayHandler(long[] ticks) : IEventHandler<Payload8>
    {
        public void OnEvent(ref Payload8 e, long sequence, bool endOfBatch) =>
            ticks[sequence] = Stopwatch.GetTimestamp() - e.Read();
    }
}
