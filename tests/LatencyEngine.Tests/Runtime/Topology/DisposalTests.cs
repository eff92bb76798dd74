using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Topology;

/// <summary>A producer that outlives its pipeline is refused and harms nobody.</summary>
public sealed class DisposalTests
{
    private const int CapacitySlots = 64;

    [Fact]
    public void A_single_producer_that_outlives_its_pipeline_is_refused() => AssertRefused(SingleOfDisposed());

    [Fact]
    public void A_shared_producer_that_outlives_its_pipeline_is_refused() => AssertRefused(SharedOfDisposed());

    [Fact]
    public void A_producer_that_looks_for_room_after_the_end_finds_none_although_the_ring_is_empty()
    {
        var topology = new TopologyBuilder("disposed");
        var single = topology.Ring<Marked>("single", CapacitySlots).From("test");
        var shared = topology.SharedRing<Marked>("shared", CapacitySlots).From("test");
        single.Handler("one", new MarkingHandler(new Witness(), 0));
        shared.Handler("two", new MarkingHandler(new Witness(), 0));
        var pipeline = topology.Build();
        ISequencer[] producers = [pipeline.ProducerOf(single, "test"), pipeline.ProducerOf(shared, "test")];
        foreach (var producer in producers)
        {
            Assert.True(producer.TryClaim(CapacitySlots, out var first));
            producer.Publish(first, CapacitySlots - 1);
        }
        while (pipeline.Step() > 0)
        {
        }
        pipeline.Dispose();
        foreach (var producer in producers) Assert.False(producer.TryClaim(1, out _));
    }

    [Fact]
    public void A_claim_that_was_open_at_the_end_can_still_be_published()
    {
        var topology = new TopologyBuilder("disposed");
        var input = topology.Ring<Marked>("input", CapacitySlots).From("test");
        input.Handler("only", new MarkingHandler(new Witness(), 0));
        var pipeline = topology.Build();
        var producer = pipeline.ProducerOf(input, "test");
        Assert.True(producer.TryClaim(CapacitySlots - 1, out var first));
        producer.Publish(first, CapacitySlots - 2);
        Assert.True(producer.TryClaim(out var open));
        pipeline.Dispose();
        Assert.False(producer.TryClaim(2, out _));
        producer[open] = new Marked { Value = 7 };
        producer.Publish(open);
        Assert.Equal(7, producer[open].Value);
    }

    [Fact]
    public void A_waiting_claim_on_a_disposed_pipeline_is_an_error_and_not_a_wait() => Watchdog.Guard(() =>
    {
        var producer = SingleOfDisposed();
        FillUp(producer, (sequence, value) => producer[sequence].Value = value);
        var wait = new BlockingWait();
        Assert.Throws<RingHaltedException>(() => producer.Claim(1, ref wait));
    });

    private static void AssertRefused(SingleProducerSequencer<Marked> producer)
    {
        Collect();
        var accepted = FillUp(producer, (sequence, value) => producer[sequence] = new Marked { Value = value });
        Assert.InRange(accepted, 0, CapacitySlots);
        for (var i = 0; i < accepted; i++) Assert.Equal(i, producer[i].Value);
        GC.KeepAlive(producer);
    }

    private static void AssertRefused(MultiProducerSequencer<Marked> producer)
    {
        Collect();
        var accepted = FillUp(producer, (sequence, value) => producer[sequence] = new Marked { Value = value });
        Assert.InRange(accepted, 0, CapacitySlots);
        for (var i = 0; i < accepted; i++) Assert.Equal(i, producer[i].Value);
        GC.KeepAlive(producer);
    }

    private static long FillUp(ISequencer producer, Action<long, long> write)
    {
        var accepted = 0L;
        for (var i = 0; i < 3 * CapacitySlots; i++)
        {
            if (!producer.TryClaim(1, out var sequence)) continue;
            write(sequence, accepted++);
            producer.Publish(sequence, sequence);
        }
        return accepted;
    }

    // Nobody but the caller holds anything of the pipeline then.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static SingleProducerSequencer<Marked> SingleOfDisposed()
    {
        var topology = new TopologyBuilder("disposed");
        var input = topology.Ring<Marked>("input", CapacitySlots).From("test");
        input.Handler("only", new MarkingHandler(new Witness(), 0));
        using var pipeline = topology.Build();
        return pipeline.ProducerOf(input, "test");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MultiProducerSequencer<Marked> SharedOfDisposed()
    {
        var topology = new TopologyBuilder("disposed");
        var input = topology.SharedRing<Marked>("input", CapacitySlots).From("test");
        input.Handler("only", new MarkingHandler(new Witness(), 0));
        using var pipeline = topology.Build();
        return pipeline.ProducerOf(input, "test");
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
