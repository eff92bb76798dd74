using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Threads;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Topology;

/// <summary>What people and viewers see of a pipeline.</summary>
public sealed class PipelineReportTests
{
    [Fact]
    public void A_pipeline_draws_itself()
    {
        var topology = new TopologyBuilder("trading") { Cores = CoreSet.Of(0, 1) };
        var input = topology.SharedRing<Marked>("input", 1024).From("feed", "gateway");
        var output = topology.Ring<Marked>("output", 16);
        var handler = new MarkingHandler(new Witness(), 0);
        input.Handler("journal", handler).WaitingBy(new BlockingWait());
        var strategy = input.Handler("strategy", handler).WaitingBy(new BusySpinWait()).OnCore(1);
        var audit = input.Handler("audit", handler).After(strategy);
        var risk = input.Handler("risk", handler).After(strategy);
        input.Handler("matching", w => new SplittingHandler(w.ProducerOf(output))).After(audit, risk).Into(output);
        output.Handler("publisher", handler).OnCore(1);

        using var pipeline = topology.Build();

        Assert.Equal(
            """
            pipeline trading (Ready)
            feed, gateway ─▶ ring input (1024 slots, several producers, by slot)
            ├─▶ journal: BlockingWait, any core
            └─▶ strategy: BusySpinWait, core 1
                ├─▶ audit: AdaptiveWait, any core
                └─▶ risk: AdaptiveWait, any core
                    └─▶ matching (also after audit): AdaptiveWait, any core ─▶ ring output
            matching ─▶ ring output (16 slots, one producer, by cursor)
            └─▶ publisher: AdaptiveWait, core 1
            warning: Handler 'strategy' spins on core 1, where 'publisher' has to run too.

            """.ReplaceLineEndings("\n"),
            pipeline.Describe());
        Assert.Equal(pipeline.Describe(), pipeline.ToString());
    }

    [Fact]
    public void Counters_tell_where_every_handler_is()
    {
        var topology = new TopologyBuilder("counted");
        var input = topology.Ring<Marked>("input", 8).From("test");
        var first = input.Handler("first", new MarkingHandler(new Witness(), 0)).InBatchesOf(2);
        input.Handler("second", new MarkingHandler(new Witness(), 1)).After(first);
        using var pipeline = topology.Build();
        var producer = pipeline.ProducerOf(input, "test");
        for (var value = 0; value < 10; value++)
            if (producer.TryClaim(out var sequence)) producer.Publish(sequence);

        var before = pipeline.Snapshot();
        pipeline.Step();
        var after = pipeline.Snapshot();

        Assert.Equal([new RingCounters("input", 8, 7, 8, 2)], before.Rings);
        Assert.Equal([new RingCounters("input", 8, 7, 0, 2)], after.Rings);
        Assert.Equal(
            [
                new HandlerCounters("first", "input", ProcessorState.Ready, -1, 8, 0, 0, 0, null),
                new HandlerCounters("second", "input", ProcessorState.Ready, -1, 8, 0, 0, 0, null),
            ],
            before.Handlers);
        Assert.Equal(
            [
                new HandlerCounters("first", "input", ProcessorState.Running, 7, 0, 4, 2, 0, null),
                new HandlerCounters("second", "input", ProcessorState.Running, 7, 0, 1, 8, 0, null),
            ],
            after.Handlers);
        Assert.Equal((PipelineState.Stepping, null), (after.State, after.Failure));
    }

    [Fact]
    public void Threads_carry_the_name_of_the_role_and_say_where_they_run() => Watchdog.Guard(() =>
    {
        var topology = new TopologyBuilder("test");
        var names = new List<string?>();
        topology.Ring<Marked>("input", 8).From("test").Handler("strategy", new NamedHandler(names));
        using var pipeline = topology.Build();
        pipeline.Start();
        pipeline.Halt();
        Assert.Equal(["strategy"], names);
        Assert.Equal("strategy", pipeline.Snapshot().Handlers[0].Placement!.RoleName);
    });

    private readonly struct NamedHandler(List<string?> names) : IEventHandler<Marked>, ILifecycleHandler
    {
        public void OnStart() => names.Add(Thread.CurrentThread.Name);

        public void OnShutdown()
        {
        }

        public void OnEvent(ref Marked e, long sequence, bool endOfBatch)
        {
        }
    }
}
