using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Topology;

/// <summary>The same handlers, run by hand on one thread.</summary>
public sealed class StepModeTests
{
    [Fact]
    public void A_step_takes_an_event_through_all_handlers()
    {
        using var shaped = new ShapedPipeline<AdaptiveWait>(Shape.Diamond, default);
        shaped.Publish(0, 5);
        Assert.Equal(4 * 5, shaped.Pipeline.Step());
        Assert.Equal(0, shaped.Pipeline.Step());
        shaped.AssertAllSaw(5);
        Assert.Equal(PipelineState.Stepping, shaped.Pipeline.State);
    }

    [Fact]
    public void A_drain_steps_until_nothing_is_left()
    {
        using var rings = new TwoRings<AdaptiveWait>(default);
        rings.Publish(0, 60);
        rings.Pipeline.Step();
        Assert.True(rings.Pipeline.Drain(TimeSpan.Zero));
        Assert.Equal(79, rings.Publisher.LastSequence);
        Assert.Equal(PipelineState.Stopped, rings.Pipeline.State);
    }

    [Fact]
    public void A_stepped_pipeline_can_go_on_with_threads() => Watchdog.Guard(() =>
    {
        using var shaped = new ShapedPipeline<AdaptiveWait>(Shape.Chain, default);
        shaped.Publish(0, 10);
        shaped.Pipeline.Step();
        shaped.Pipeline.Halt();
        shaped.Pipeline.Restart();
        shaped.Publish(10, 200);
        Assert.True(shaped.Pipeline.Drain(Watchdog.Limit));
        shaped.AssertAllSaw(210);
    });

    [Fact]
    public void Handlers_are_told_that_they_start_and_stop()
    {
        var told = new List<string>();
        var topology = new TopologyBuilder("test");
        topology.Ring<Marked>("input", 8).From("test").Handler("told", new ToldHandler(told));
        using (var pipeline = topology.Build())
        {
            pipeline.Step();
            pipeline.Halt();
            pipeline.Rearm();
            pipeline.Step();
        }
        Assert.Equal(["start", "shutdown", "start", "shutdown"], told);
    }

    [Fact]
    public void A_producer_that_finds_no_room_gets_an_error_instead_of_waiting_for_ever()
    {
        using var shaped = new ShapedPipeline<AdaptiveWait>(Shape.Chain, default);
        shaped.Pipeline.Step();
        var failure = Assert.Throws<RingHaltedException>(() => shaped.Publish(0, 65));
        Assert.Contains("in step mode nobody makes room", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3 * 64, shaped.Pipeline.Step());
    }

    [Fact]
    public void A_handler_whose_outputs_have_no_room_fails_with_the_reason()
    {
        var topology = new TopologyBuilder("test");
        var input = topology.Ring<Marked>("input", 8).From("test");
        var output = topology.Ring<Marked>("output", 2);
        input.Handler("verbose", w => new VerboseHandler(w.ProducerOf(output))).Into(output);
        output.Handler("log", new MarkingHandler(new Witness(), 0));
        using var pipeline = topology.Build();
        var producer = pipeline.ProducerOf(input, "test");
        Assert.True(producer.TryClaim(out var sequence));
        producer.Publish(sequence);
        var thrown = Assert.Throws<PipelineFailedException>(() => pipeline.Step());
        Assert.IsType<RingHaltedException>(thrown.InnerException);
        Assert.Equal("verbose", thrown.Failure!.Role);
    }

    [Fact]
    public void Stepping_does_not_allocate()
    {
        using var shaped = new ShapedPipeline<AdaptiveWait>(Shape.Diamond, default);
        Allocation.AssertNone(() =>
        {
            shaped.Publish(0, 3);
            shaped.Pipeline.Step();
        });
    }

    private readonly struct ToldHandler(List<string> told) : IEventHandler<Marked>, ILifecycleHandler
    {
        public void OnStart() => told.Add("start");

        public void OnShutdown() => told.Add("shutdown");

        public void OnEvent(ref Marked e, long sequence, bool endOfBatch)
        {
        }
    }

    private struct VerboseHandler(SingleProducerSequencer<Marked> output) : IEventHandler<Marked>
    {
        private BusySpinWait _wait;

        public void OnEvent(ref Marked e, long sequence, bool endOfBatch)
        {
            for (var i = 0; i < 3; i++)
            {
                var claimed = output.Claim(1, ref _wait);
                output.Publish(claimed);
            }
        }
    }
}
