using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Topology;

/// <summary>
/// A handler that throws stops everything at a known event, with the cause, and skips nothing.
/// </summary>
public sealed class FailureTests
{
    private const long FailAt = 137;

    [Fact]
    public void A_failing_handler_stops_the_pipeline_at_its_event() => Watchdog.Guard(() =>
    {
        using var failing = new FailingPipeline();
        failing.Pipeline.Start();
        var released = Assert.Throws<RingHaltedException>(() => failing.Publish(0, 100_000));
        Assert.True(failing.Pipeline.AwaitEnd(Watchdog.Limit));

        var failure = failing.Pipeline.Failure!;
        Assert.Equal(PipelineState.Failed, failing.Pipeline.State);
        Assert.Equal(("risk", "input", FailAt), (failure.Role, failure.Ring, failure.Sequence));
        Assert.Equal("Handler 'risk' failed at event 137 of ring 'input': broken on purpose", failure.ToString());
        Assert.Same(failure.Cause, released.InnerException);
        Assert.Equal(FailAt - 1, failing.Risk.LastSequence);
        Assert.InRange(failing.After.LastSequence, -1, FailAt - 1);
    });

    [Fact]
    public void After_a_restart_the_event_is_given_again_and_none_is_skipped() => Watchdog.Guard(() =>
    {
        using var failing = new FailingPipeline();
        failing.Pipeline.Start();
        var published = PublishUntilHalted(failing);
        Assert.True(failing.Pipeline.AwaitEnd(Watchdog.Limit));

        failing.IsArmed.Value = false;
        failing.Pipeline.Restart();
        Assert.Null(failing.Pipeline.Failure);
        failing.Publish(published, 1_000);
        Assert.True(failing.Pipeline.Drain(Watchdog.Limit));
        Assert.Equal(published + 999, failing.After.LastSequence);
        Assert.Equal(0, failing.Before.GapCount + failing.Risk.GapCount + failing.After.GapCount);
    });

    [Fact]
    public void A_drain_of_a_failed_pipeline_is_not_complete() => Watchdog.Guard(() =>
    {
        using var failing = new FailingPipeline();
        failing.Pipeline.Start();
        PublishUntilHalted(failing);
        Assert.False(failing.Pipeline.Drain(Watchdog.Limit));
        Assert.Equal(PipelineState.Failed, failing.Pipeline.State);
    });

    [Fact]
    public void A_handler_that_waits_for_room_is_released_and_the_first_cause_is_kept() => Watchdog.Guard(() =>
    {
        var topology = new TopologyBuilder("two rings");
        var input = topology.Ring<Marked>("input", 64).From("test");
        var output = topology.Ring<Marked>("output", 2);
        input.Handler("matching", w => new SplittingHandler(w.ProducerOf(output))).Into(output);
        output.Handler("log", new FailingHandler(new Witness(), 5, new StrongBox<bool>(true)));
        using var pipeline = topology.Build();
        var producer = pipeline.ProducerOf(input, "test");
        for (var value = 0; value < 60; value++)
        {
            Assert.True(producer.TryClaim(out var sequence));
            producer[sequence] = new Marked { Value = value };
            producer.Publish(sequence);
        }
        pipeline.Start();
        Assert.True(pipeline.AwaitEnd(Watchdog.Limit));
        Assert.Equal(("log", "output", 5L), (pipeline.Failure!.Role, pipeline.Failure.Ring, pipeline.Failure.Sequence));
    });

    [Fact]
    public void In_step_mode_the_failure_is_thrown_at_the_caller()
    {
        using var failing = new FailingPipeline();
        for (var value = 0; value < FailAt; value++)
        {
            failing.Publish(value, 1);
            failing.Pipeline.Step();
        }
        failing.Publish(FailAt, 1);
        var thrown = Assert.Throws<PipelineFailedException>(() => failing.Pipeline.Step());
        Assert.Equal(FailAt, thrown.Failure!.Sequence);
        Assert.Equal(PipelineState.Failed, failing.Pipeline.State);

        failing.IsArmed.Value = false;
        failing.Pipeline.Rearm();
        Assert.True(failing.Pipeline.Step() > 0);
        Assert.Equal(FailAt, failing.After.LastSequence);
        Assert.Equal(0, failing.After.GapCount);
    }

    [Fact]
    public void A_handler_that_fails_at_the_start_stops_the_pipeline() => Watchdog.Guard(() =>
    {
        var topology = new TopologyBuilder("test");
        var input = topology.Ring<Marked>("input", 8).From("test");
        input.Handler("bad start", default(BadStart));
        input.Handler("good", new MarkingHandler(new Witness(), 0));
        using var pipeline = topology.Build();
        pipeline.Start();
        Assert.True(pipeline.AwaitEnd(Watchdog.Limit));
        Assert.Equal("Handler 'bad start' failed at event 0 of ring 'input': no luck", pipeline.Failure!.ToString());
    });

    [Fact]
    public void A_gap_in_a_shared_ring_is_reported_and_the_pipeline_not_rearmed() => Watchdog.Guard(() =>
    {
        using var pipeline = WithSharedOutput(failsAfterClaim: true);
        pipeline.Start();
        Assert.True(pipeline.AwaitEnd(Watchdog.Limit));
        var refused = Assert.Throws<PipelineFailedException>(pipeline.Restart);
        Assert.Equal(
            "Pipeline 'shared output' cannot go on: event 2 of ring 'output' was claimed and never published, because "
            + "a handler threw in between. Build the pipeline again.",
            refused.Message);
        Assert.Same(pipeline.Failure!.Cause, refused.InnerException);
        Assert.Equal(PipelineState.Failed, pipeline.State);
    });

    [Fact]
    public void A_failure_before_the_claim_leaves_no_gap_in_a_shared_ring() => Watchdog.Guard(() =>
    {
        using var pipeline = WithSharedOutput(failsAfterClaim: false);
        pipeline.Start();
        Assert.True(pipeline.AwaitEnd(Watchdog.Limit));
        pipeline.Restart();
        Assert.True(pipeline.Drain(Watchdog.Limit));
        Assert.Equal(4, pipeline.Snapshot().Rings[1].LastPublished);
    });

    [Fact]
    public void A_failure_is_seen_and_stops_the_others_before_the_handler_is_shut_down() => Watchdog.Guard(() =>
    {
        var seen = new StrongBox<(PipelineState State, bool IsHalted, long FailedAt)>();
        var pipeline = new StrongBox<Pipeline?>();
        var topology = new TopologyBuilder("test");
        var input = topology.Ring<Marked>("input", 8).From("test");
        input.Handler("failing", new LookingBackHandler(() => seen.Value = (
            pipeline.Value!.State, input.Ring.Gates.IsHalted, pipeline.Value.Failure?.Sequence ?? -1)));
        input.Handler("other", new MarkingHandler(new Witness(), 0));
        using var built = topology.Build();
        pipeline.Value = built;
        Assert.True(built.ProducerOf(input, "test").TryClaim(out var sequence));
        built.ProducerOf(input, "test").Publish(sequence);
        built.Start();
        Assert.True(built.AwaitEnd(Watchdog.Limit));
        Assert.Equal((PipelineState.Failed, true, 0L), seen.Value);
    });

    [Fact]
    public void A_handler_that_fails_to_shut_down_fails_the_pipeline() => Watchdog.Guard(() =>
    {
        var topology = new TopologyBuilder("test");
        var input = topology.Ring<Marked>("input", 8).From("test");
        input.Handler("bad end", new LookingBackHandler(() => throw new InvalidOperationException("no end")));
        using var pipeline = topology.Build();
        pipeline.Start();
        pipeline.Halt(Watchdog.Limit);
        Assert.Equal(PipelineState.Failed, pipeline.State);
        Assert.Equal("Handler 'bad end' failed at event 0 of ring 'input': no end", pipeline.Failure!.ToString());
    });

    [Fact]
    public void A_handler_cannot_await_the_end_of_its_own_pipeline() => Watchdog.Guard(() =>
    {
        var topology = new TopologyBuilder("test");
        var input = topology.Ring<Marked>("input", 8).From("test");
        var self = new StrongBox<Pipeline?>();
        input.Handler("patient", new AwaitingHandler(self));
        using var pipeline = topology.Build();
        self.Value = pipeline;
        var producer = pipeline.ProducerOf(input, "test");
        Assert.True(producer.TryClaim(out var sequence));
        producer.Publish(sequence);
        pipeline.Start();
        Assert.True(pipeline.AwaitEnd(Watchdog.Limit));
        Assert.StartsWith("Handler 'patient' cannot", pipeline.Failure!.Cause.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_handler_cannot_wait_for_its_own_end() => Watchdog.Guard(() =>
    {
        var topology = new TopologyBuilder("test");
        var input = topology.Ring<Marked>("input", 8).From("test");
        var self = new StrongBox<Pipeline?>();
        input.Handler("suicidal", new HaltingHandler(self));
        using var pipeline = topology.Build();
        self.Value = pipeline;
        var producer = pipeline.ProducerOf(input, "test");
        Assert.True(producer.TryClaim(out var sequence));
        producer.Publish(sequence);
        pipeline.Start();
        Assert.True(pipeline.AwaitEnd(Watchdog.Limit));
        Assert.Equal(
            "Handler 'suicidal' cannot stop its own pipeline and wait for it; it may throw.",
            pipeline.Failure!.Cause.Message);
    });

    /// <summary>Five events in the input; the handler throws once, at event 2.</summary>
    private static Pipeline WithSharedOutput(bool failsAfterClaim)
    {
        var topology = new TopologyBuilder("shared output");
        var input = topology.Ring<Marked>("input", 8).From("test");
        var output = topology.SharedRing<Marked>("output", 8);
        var isArmed = new StrongBox<bool>(true);
        input.Handler("matching", w => new CopyingHandler(w.ProducerOf(output), isArmed, failsAfterClaim)).Into(output);
        output.Handler("log", new MarkingHandler(new Witness(), 0));
        var pipeline = topology.Build();
        var producer = pipeline.ProducerOf(input, "test");
        Assert.True(producer.TryClaim(5, out var first));
        producer.Publish(first, first + 4);
        return pipeline;
    }

    private static long PublishUntilHalted(FailingPipeline failing)
    {
        for (var value = 0L; ; value++)
            if (Record.Exception(() => failing.Publish(value, 1)) is RingHaltedException) return value;
    }

    /// <summary>before, then risk (which throws once), then after.</summary>
    private sealed class FailingPipeline : IDisposable
    {
        private readonly SingleProducerSequencer<Marked> _producer;
        private AdaptiveWait _wait;

        public FailingPipeline()
        {
            var topology = new TopologyBuilder("failing");
            var input = topology.Ring<Marked>("input", 32).From("test");
            var before = input.Handler("before", new MarkingHandler(Before, 0));
            var risk = input.Handler("risk", new FailingHandler(Risk, FailAt, IsArmed)).After(before);
            input.Handler("after", new MarkingHandler(After, 1)).After(risk);
            Pipeline = topology.Build();
            _producer = Pipeline.ProducerOf(input, "test");
        }

        public Pipeline Pipeline { get; }

        public StrongBox<bool> IsArmed { get; } = new(true);

        public Witness Before { get; } = new();

        public Witness Risk { get; } = new();

        public Witness After { get; } = new();

        public void Publish(long first, long count)
        {
            for (var value = first; value < first + count; value++)
            {
                var sequence = _producer.Claim(1, ref _wait);
                _producer[sequence] = new Marked { Value = value };
                _producer.Publish(sequence);
            }
        }

        public void Dispose() => Pipeline.Dispose();
    }

    private readonly struct CopyingHandler(
        MultiProducerSequencer<Marked> output, StrongBox<bool> isArmed, bool failsAfterClaim) : IEventHandler<Marked>
    {
        public void OnEvent(ref Marked e, long sequence, bool endOfBatch)
        {
            if (!failsAfterClaim) FailOnce(sequence);
            Assert.True(output.TryClaim(out var copy));
            if (failsAfterClaim) FailOnce(sequence);
            output[copy] = e;
            output.Publish(copy);
        }

        private void FailOnce(long sequence)
        {
            if (sequence != 2 || !isArmed.Value) return;
            isArmed.Value = false;
            throw new InvalidOperationException("broken on purpose");
        }
    }

    private readonly struct BadStart : IEventHandler<Marked>, ILifecycleHandler
    {
        public void OnStart() => throw new InvalidOperationException("no luck");

        public void OnShutdown()
        {
        }

        public void OnEvent(ref Marked e, long sequence, bool endOfBatch)
        {
        }
    }

    /// <summary>Throws at every event, and does something when it is shut down.</summary>
    private readonly struct LookingBackHandler(Action onShutdown) : IEventHandler<Marked>, ILifecycleHandler
    {
        public void OnStart()
        {
        }

        public void OnShutdown() => onShutdown();

        public void OnEvent(ref Marked e, long sequence, bool endOfBatch) =>
            throw new InvalidOperationException("broken on purpose");
    }

    private readonly struct AwaitingHandler(StrongBox<Pipeline?> self) : IEventHandler<Marked>
    {
        public void OnEvent(ref Marked e, long sequence, bool endOfBatch)
        {
            self.Value!.AwaitEnd(TimeSpan.Zero);
            throw new InvalidOperationException("was not refused");
        }
    }

    private readonly struct HaltingHandler(StrongBox<Pipeline?> self) : IEventHandler<Marked>
    {
        public void OnEvent(ref Marked e, long sequence, bool endOfBatch) => self.Value!.Halt();
    }
}
