using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Topology;

/// <summary>Many threads on few cores, and no garbage.</summary>
public sealed class LoadTests
{
    [Fact]
    public void Six_adaptive_handlers_on_fewer_cores_finish() => Watchdog.Guard(() =>
    {
        const int Handlers = 6;
        const int Events = 50_000;
        var witnesses = new Witness[Handlers];
        var topology = new TopologyBuilder("oversubscribed");
        var input = topology.Ring<Marked>("input", 1024).From("test");
        HandlerDeclaration<Marked>? before = null;
        for (var i = 0; i < Handlers; i++)
        {
            witnesses[i] = new Witness();
            var handler = input.Handler($"stage-{i}", new MarkingHandler(witnesses[i], i, i == 0 ? [] : [i - 1]));
            before = before is null ? handler : handler.After(before);
        }
        using var pipeline = topology.Build();
        var producer = pipeline.ProducerOf(input, "test");
        var wait = default(AdaptiveWait);
        pipeline.Start();
        for (var value = 0; value < Events; value++)
        {
            var sequence = producer.Claim(1, ref wait);
            producer[sequence] = new Marked { Value = value };
            producer.Publish(sequence);
        }
        Assert.True(pipeline.Drain(Watchdog.Limit));
        foreach (var witness in witnesses)
            Assert.Equal((Events - 1L, 0L, 0L), (witness.LastSequence, witness.GapCount, witness.EarlyCount));
    });

    [Fact]
    public void Running_handlers_do_not_allocate() => Watchdog.Guard(() =>
    {
        const int Warm = 5_000;
        const int Events = 25_000;
        var topology = new TopologyBuilder("allocation");
        var input = topology.Ring<Marked>("input", 64).From("test");
        var output = topology.Ring<Marked>("output", 64);
        var first = new AllocationGauge(Warm, Events - 1);
        var second = new AllocationGauge(Warm, Events - 1);
        var strategy = input.Handler("strategy", new GaugedHandler(first));
        input.Handler("matching", w => new SplittingHandler(w.ProducerOf(output))).After(strategy).Into(output);
        output.Handler("log", new GaugedHandler(second));
        using var pipeline = topology.Build();
        var producer = pipeline.ProducerOf(input, "test");
        var wait = new BackOffParkingWait(10, 10);
        pipeline.Start();
        for (var value = 0; value < Events; value++)
        {
            var sequence = producer.Claim(1, ref wait);
            producer[sequence] = new Marked { Value = 1 };
            producer.Publish(sequence);
        }
        Assert.True(pipeline.Drain(Watchdog.Limit));
        // The runtime itself allocates a little, once, where it replaces code that got warm; a handler would for each event.
        Assert.InRange(first.AllocatedBytes, 0, Events / 10);
        Assert.InRange(second.AllocatedBytes, 0, Events / 10);
    });

    /// <summary>What a thread allocated between two events.</summary>
    private sealed class AllocationGauge(long from, long to)
    {
        private long _atStart;

        public long AllocatedBytes { get; private set; } = -1;

        public void Note(long sequence)
        {
            if (sequence == from) _atStart = GC.GetAllocatedBytesForCurrentThread();
            if (sequence == to) AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - _atStart;
        }
    }

    private readonly struct GaugedHandler(AllocationGauge gauge) : IEventHandler<Marked>
    {
        public void OnEvent(ref Marked e, long sequence, bool endOfBatch) => gauge.Note(sequence);
    }
}
