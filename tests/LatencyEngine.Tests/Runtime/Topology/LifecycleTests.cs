using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Threads;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Topology;

/// <summary>Start, drain, halt, restart and disposal lose nothing and repeat nothing.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public void Events_published_before_the_start_are_handled() => Watchdog.Guard(() =>
    {
        using var shaped = new ShapedPipeline<AdaptiveWait>(Shape.Chain, default);
        shaped.Publish(0, ShapedPipeline<AdaptiveWait>.CapacitySlots);
        shaped.Pipeline.Start();
        Assert.True(shaped.Pipeline.Drain(Watchdog.Limit));
        shaped.AssertAllSaw(ShapedPipeline<AdaptiveWait>.CapacitySlots);
    });

    [Fact]
    public void After_the_start_every_processor_runs() => Watchdog.Guard(() =>
    {
        using var shaped = new ShapedPipeline<AdaptiveWait>(Shape.Diamond, default);
        shaped.Pipeline.Start();
        Assert.Equal(PipelineState.Running, shaped.Pipeline.State);
        Assert.All(shaped.Pipeline.Snapshot().Handlers, handler => Assert.Equal(ProcessorState.Running, handler.State));
    });

    [Fact]
    public void A_drained_pipeline_goes_on_after_a_restart() => Watchdog.Guard(() =>
    {
        using var shaped = new ShapedPipeline<YieldingWait>(Shape.Diamond, new YieldingWait(1));
        shaped.Pipeline.Start();
        for (var round = 0; round < 10; round++)
        {
            shaped.Publish(round * 300, 300);
            Assert.True(shaped.Pipeline.Drain(Watchdog.Limit));
            Assert.Equal(PipelineState.Stopped, shaped.Pipeline.State);
            shaped.AssertAllSaw((round + 1) * 300);
            shaped.Pipeline.Restart();
        }
    });

    [Fact]
    public void Halts_and_restarts_under_load_lose_nothing() => Watchdog.Guard(() =>
    {
        const int Events = 30_000;
        using var shaped = new ShapedPipeline<AdaptiveWait>(Shape.Diamond, default);
        var published = 0L;
        shaped.Pipeline.Start();
        var producer = new Thread(() => PublishThroughHalts(shaped, Events, ref published));
        producer.Start();
        for (var goal = 1_000; goal < Events; goal += 1_000)
        {
            while (Volatile.Read(ref published) < goal) Thread.Yield();
            Assert.True(shaped.Pipeline.Halt());
            shaped.Pipeline.Restart();
        }
        producer.Join();
        Assert.True(shaped.Pipeline.Drain(Watchdog.Limit));
        shaped.AssertAllSaw(Events);
    });

    [Fact]
    public void A_drain_goes_ring_by_ring_until_the_last_output_is_handled() => Watchdog.Guard(() =>
    {
        using var rings = new TwoRings<BackOffParkingWait>(new BackOffParkingWait(0, 0));
        rings.Pipeline.Start();
        rings.Publish(0, 3_000);
        Assert.True(rings.Pipeline.Drain(Watchdog.Limit));
        Assert.Equal(3_999, rings.Publisher.LastSequence);
        Assert.Equal(0, rings.Publisher.GapCount);
    });

    [Fact]
    public void Halts_of_two_rings_under_load_repeat_no_output() => Watchdog.Guard(() =>
    {
        using var rings = new TwoRings<AdaptiveWait>(default);
        rings.Pipeline.Start();
        for (var round = 0; round < 20; round++)
        {
            rings.Publish(round * 60, 60);
            Assert.True(rings.Pipeline.Halt());
            rings.Pipeline.Restart();
        }
        Assert.True(rings.Pipeline.Drain(Watchdog.Limit));
        Assert.Equal(1_599, rings.Publisher.LastSequence);
        Assert.Null(rings.Pipeline.Failure);
    });

    [Fact]
    public void A_sleeping_pipeline_halts() => Watchdog.Guard(() =>
    {
        using var shaped = new ShapedPipeline<BlockingWait>(Shape.Diamond, new BlockingWait());
        shaped.Pipeline.Start();
        Assert.True(shaped.Pipeline.Halt(Watchdog.Limit));
        Assert.Equal(PipelineState.Stopped, shaped.Pipeline.State);
    });

    [Fact]
    public void A_drain_that_runs_out_of_time_says_so_and_stops() => Watchdog.Guard(() =>
    {
        using var release = new ManualResetEventSlim();
        using var stuck = new StuckPipeline(release);
        stuck.Pipeline.Start();
        stuck.Publish();
        stuck.AwaitEntered();
        Assert.False(stuck.Pipeline.Drain(TimeSpan.FromMilliseconds(1)));
    });

    [Fact]
    public void Memory_is_kept_while_a_handler_has_not_returned() => Watchdog.Guard(() =>
    {
        using var release = new ManualResetEventSlim();
        using var stuck = new StuckPipeline(release);
        stuck.Pipeline.Start();
        stuck.Publish();
        stuck.AwaitEntered();
        Assert.False(stuck.Pipeline.Halt(TimeSpan.FromMilliseconds(1)));
        Assert.NotEqual(PipelineState.Disposed, stuck.Pipeline.State);
        release.Set();
        Assert.True(stuck.Pipeline.AwaitEnd(Watchdog.Limit));
        stuck.Pipeline.Dispose();
        Assert.Equal(PipelineState.Disposed, stuck.Pipeline.State);
    });

    [Fact]
    public void A_pipeline_cannot_be_started_twice() => Watchdog.Guard(() =>
    {
        using var shaped = new ShapedPipeline<AdaptiveWait>(Shape.Chain, default);
        shaped.Pipeline.Start();
        var failure = Assert.Throws<InvalidOperationException>(shaped.Pipeline.Start);
        Assert.Equal("Pipeline 'shaped' is Running, not Ready.", failure.Message);
        Assert.Throws<InvalidOperationException>(shaped.Pipeline.Rearm);
        Assert.Throws<InvalidOperationException>(() => shaped.Pipeline.Step());
    });

    [Fact]
    public void A_producer_that_waits_for_room_is_released_by_a_halt() => Watchdog.Guard(() =>
    {
        using var shaped = new ShapedPipeline<AdaptiveWait>(Shape.Chain, default);
        RingHaltedException? released = null;
        var producer = new Thread(() =>
            released = Record.Exception(() => shaped.Publish(0, 1_000)) as RingHaltedException);
        producer.Start();
        shaped.Pipeline.Halt();
        producer.Join();
        Assert.Equal("Ring 'input' is halted: it was stopped", released?.Message);
    });

    [Fact]
    public void A_start_that_cannot_place_a_thread_stops_those_that_run() => Watchdog.Guard(() =>
    {
        var topology = new TopologyBuilder("misplaced");
        var input = topology.Ring<Marked>("input", 8).From("test");
        input.Handler("placed", new MarkingHandler(new Witness(), 0));
        input.Handler("misplaced", new MarkingHandler(new Witness(), 1))
            .On(new ThreadPlacement(Core: CoreSet.MaxCores - 1, Required: true));
        using var pipeline = topology.Build();
        Assert.Throws<PlacementRefusedException>(pipeline.Start);
        Assert.Equal(PipelineState.Stopped, pipeline.State);
        Assert.Equal(ProcessorState.Stopped, pipeline.Snapshot().Handlers[0].State);
    });

    private static void PublishThroughHalts(ShapedPipeline<AdaptiveWait> shaped, int events, ref long published)
    {
        while (published < events)
        {
            try
            {
                shaped.Publish(published, 1);
                Volatile.Write(ref published, published + 1);
            }
            catch (RingHaltedException)
            {
                Thread.Yield(); // Nothing was claimed: the same event again.
            }
        }
    }

    private sealed class StuckPipeline : IDisposable
    {
        private readonly SingleProducerSequencer<Marked> _producer;
        private readonly ManualResetEventSlim _release;
        private readonly ManualResetEventSlim _entered = new();

        public StuckPipeline(ManualResetEventSlim release)
        {
            _release = release;
            var topology = new TopologyBuilder("stuck");
            var input = topology.Ring<Marked>("input", 8).From("test");
            input.Handler("stuck", new StuckHandler(_entered, release));
            Pipeline = topology.Build();
            _producer = Pipeline.ProducerOf(input, "test");
        }

        public Pipeline Pipeline { get; }

        public void Publish()
        {
            Assert.True(_producer.TryClaim(out var sequence));
            _producer.Publish(sequence);
        }

        public void AwaitEntered() => Assert.True(_entered.Wait(Watchdog.Limit));

        public void Dispose()
        {
            _release.Set();
            Pipeline.AwaitEnd(Watchdog.Limit);
            Pipeline.Dispose();
            _entered.Dispose();
        }
    }

    private readonly struct StuckHandler(ManualResetEventSlim entered, ManualResetEventSlim release)
        : IEventHandler<Marked>
    {
        public void OnEvent(ref Marked e, long sequence, bool endOfBatch)
        {
            entered.Set();
            release.Wait(Watchdog.Limit);
        }
    }
}
