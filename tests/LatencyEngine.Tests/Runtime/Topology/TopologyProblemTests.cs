using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Threads;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Topology;

/// <summary>
/// Every mistake in the wiring is found when the topology is built, with the names, and all of them at once.
/// </summary>
public sealed class TopologyProblemTests
{
    private static readonly MarkingHandler _handler = new(new Witness(), 0);

    private readonly TopologyBuilder _topology = new("test") { Cores = CoreSet.Of(0, 1) };

    [Fact]
    public void A_ring_without_handlers_is_refused()
    {
        _topology.Ring<Marked>("input", 8).From("feed");
        AssertProblems("Ring 'input' has no handler: it would fill up once and refuse for ever.");
    }

    [Fact]
    public void A_ring_without_producers_is_refused()
    {
        _topology.Ring<Marked>("input", 8).Handler("only", _handler);
        AssertProblems("Ring 'input' has no producer: declare it with From, or with Into on a handler.");
    }

    [Fact]
    public void An_empty_topology_is_refused() => AssertProblems("There is no ring.");

    [Fact]
    public void Two_writers_of_a_single_producer_ring_are_refused()
    {
        var input = _topology.Ring<Marked>("input", 8).From("feed");
        var output = _topology.Ring<Marked>("output", 8).From("replayer");
        input.Handler("matching", w => new SplittingHandler(w.ProducerOf(output))).Into(output);
        output.Handler("publisher", _handler);
        AssertProblems("Ring 'output' is for one producer, but has several: external 'replayer', handler 'matching'.");
    }

    [Fact]
    public void A_cycle_within_a_ring_is_refused()
    {
        var input = _topology.Ring<Marked>("input", 8).From("feed");
        var strategy = input.Handler("strategy", _handler);
        var risk = input.Handler("risk", _handler).After(strategy);
        strategy.After(input.Handler("matching", _handler).After(risk));
        AssertProblems("There is a cycle: strategy → risk → matching → strategy.");
    }

    [Fact]
    public void Feedback_of_a_handler_that_does_not_come_later_is_refused()
    {
        var input = _topology.Ring<Marked>("input", 8).From("feed");
        var first = input.Handler("first", _handler);
        var second = input.Handler("second", _handler).After(first);
        second.AwaitingFeedbackOf(first, new FeedbackGate<LatencyEngine.Runtime.Waiting.AdaptiveWait>(new()));
        AssertProblems(
            "Handler 'second' awaits feedback of 'first', which does not come after it on ring 'input': it would wait "
            + "for ever, or for nothing.");
    }

    [Fact]
    public void A_handler_after_itself_is_refused()
    {
        var only = _topology.Ring<Marked>("input", 8).From("feed").Handler("only", _handler);
        only.After(only);
        AssertProblems("There is a cycle: only → only.");
    }

    [Fact]
    public void A_cycle_through_several_rings_is_refused()
    {
        var input = _topology.SharedRing<Marked>("input", 8).From("feed");
        var output = _topology.Ring<Marked>("output", 8);
        var strategy = input.Handler("strategy", _handler);
        input.Handler("matching", w => new SplittingHandler(w.ProducerOf(output))).After(strategy).Into(output);
        output.Handler("feedback", _handler).Into(input);
        AssertProblems(
            "There is a cycle: strategy → matching → ring 'output' → feedback → ring 'input' → strategy.",
            "There is a cycle: matching → ring 'output' → feedback → ring 'input' → matching.");
    }

    [Fact]
    public void A_handler_after_one_of_another_ring_is_refused()
    {
        var risk = _topology.Ring<Marked>("input", 8).From("feed").Handler("risk", _handler);
        _topology.Ring<Marked>("output", 8).From("replayer").Handler("log", _handler).After(risk);
        AssertProblems(
            "Handler 'log' of ring 'output' is after 'risk', which handles ring 'input': their sequences have nothing "
            + "to do with each other.");
    }

    [Fact]
    public void Handlers_and_rings_of_another_topology_are_refused()
    {
        var other = new TopologyBuilder("other");
        var elsewhere = other.Ring<Marked>("elsewhere", 8);
        var stranger = elsewhere.Handler("stranger", _handler);
        _topology.Ring<Marked>("input", 8).From("feed").Handler("risk", _handler).After(stranger).Into(elsewhere);
        AssertProblems(
            "Handler 'risk' names handler 'stranger', which is not part of this topology.",
            "Handler 'risk' names ring 'elsewhere', which is not part of this topology.");
    }

    [Fact]
    public void A_name_that_is_used_twice_is_refused()
    {
        var input = _topology.SharedRing<Marked>("input", 8).From("feed", "feed");
        input.Handler("risk", _handler);
        _topology.Ring<Marked>("input", 8).From("feed").Handler("risk", _handler);
        AssertProblems(
            "The producer name 'feed' is used twice: of ring 'input' and of ring 'input'.",
            "The ring name 'input' is used twice: at place 1 and at place 2.",
            "The handler name 'risk' is used twice: of ring 'input' and of ring 'input'.");
    }

    [Fact]
    public void A_missing_name_is_refused()
    {
        _topology.Ring<Marked>(" ", 8).From("feed").Handler("", _handler);
        AssertProblems("A ring at place 1 has no name.", "A handler of ring ' ' has no name.");
    }

    [Fact]
    public void A_dependency_declared_twice_is_refused()
    {
        var input = _topology.Ring<Marked>("input", 8).From("feed");
        var output = _topology.SharedRing<Marked>("output", 8);
        var first = input.Handler("first", _handler);
        input.Handler("second", _handler).After(first, first).Into(output, output);
        output.Handler("log", _handler);
        AssertProblems(
            "Handler 'second' is declared twice to be after 'first'.",
            "Handler 'second' is declared twice to publish into ring 'output'.");
    }

    [Fact]
    public void A_handler_that_no_gate_covers_is_refused()
    {
        var input = _topology.Ring<Marked>("input", 8).From("feed");
        var journal = input.Handler("journal", _handler);
        input.Handler("strategy", _handler);
        input.GatedBy(journal);
        AssertProblems(
            "Handler 'strategy' of ring 'input' is neither a gate nor before one: a producer could overwrite events "
            + "that it has not handled.");
    }

    [Fact]
    public void A_gate_of_another_ring_is_refused()
    {
        var input = _topology.Ring<Marked>("input", 8).From("feed");
        var output = _topology.Ring<Marked>("output", 8).From("feed");
        var journal = input.Handler("journal", _handler);
        var log = output.Handler("log", _handler);
        input.GatedBy(journal, log);
        AssertProblems("Ring 'input' is gated by 'log', which is not one of its handlers.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(-8)]
    public void An_unfit_capacity_is_refused(int capacity)
    {
        _topology.Ring<Marked>("input", capacity).From("feed").Handler("only", _handler);
        AssertProblems($"Ring 'input': capacity {capacity} is not a power of two from 2 to 1073741824.");
    }

    [Fact]
    public void A_batch_without_events_is_refused()
    {
        _topology.Ring<Marked>("input", 8).From("feed").Handler("only", _handler).InBatchesOf(0);
        AssertProblems("Handler 'only' has batches of up to 0: it would never handle anything.");
    }

    [Fact]
    public void Spans_of_a_ring_that_publishes_by_slot_are_refused()
    {
        _topology.SharedRing<Marked>("input", 8).From("feed").BatchHandler("spans", default(SpanHandler));
        AssertProblems(
            "Handler 'spans' takes spans, but ring 'input' publishes by slot: headers lie between its events.");
    }

    [Fact]
    public void Two_spinning_handlers_on_one_core_are_refused()
    {
        var input = _topology.Ring<Marked>("input", 8).From("feed");
        input.Handler("left", _handler).WaitingBy(new BusySpinWait()).OnCore(1);
        input.Handler("right", _handler).WaitingBy(new BusySpinWait()).OnCore(1);
        AssertProblems(
            "Handlers 'left' and 'right' both spin on core 1: each would stop the other for whole time slices.");
    }

    [Fact]
    public void A_producer_taken_without_being_declared_is_refused()
    {
        var input = _topology.Ring<Marked>("input", 8).From("feed");
        var output = _topology.Ring<Marked>("output", 8).From("replayer");
        input.Handler("matching", w => new SplittingHandler(w.ProducerOf(output)));
        output.Handler("log", _handler);
        AssertProblems("Handler 'matching' takes the producer of ring 'output' without being declared Into it.");
    }

    [Fact]
    public void A_producer_declared_but_not_taken_is_refused()
    {
        var input = _topology.Ring<Marked>("input", 8).From("feed");
        var output = _topology.Ring<Marked>("output", 8);
        input.Handler("matching", _handler).Into(output);
        output.Handler("log", _handler);
        AssertProblems("Handler 'matching' is declared Into ring 'output', but does not take its producer.");
    }

    [Fact]
    public void All_problems_are_named_at_once()
    {
        var input = _topology.Ring<Marked>("input", 7).From("feed").From("second feed");
        var first = input.Handler("first", _handler);
        first.After(first);
        _topology.Ring<Marked>("output", 8);
        var failure = AssertProblems(
            "Ring 'input': capacity 7 is not a power of two from 2 to 1073741824.",
            "Ring 'input' is for one producer, but has several: external 'feed', external 'second feed'.",
            "Ring 'output' has no producer: declare it with From, or with Into on a handler.",
            "Ring 'output' has no handler: it would fill up once and refuse for ever.",
            "There is a cycle: first → first.");
        Assert.StartsWith(
            "Topology 'test' has 5 problems:\n- Ring 'input': capacity 7", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_only_slow_is_a_warning()
    {
        var input = _topology.Ring<Marked>("input", 8).From("feed");
        input.Handler("a", _handler).WaitingBy(new BusySpinWait()).OnCore(0);
        input.Handler("b", _handler).WaitingBy(new BusySpinWait()).OnCore(1);
        input.Handler("c", _handler).WaitingBy(new BusySpinWait()).InBatchesOf(9);
        input.Handler("d", _handler).OnCore(1);
        input.Handler("e", _handler).OnCore(7);

        using var pipeline = _topology.Build();

        Assert.Equal(
            [
                "Handler 'c' has batches of up to 9, but ring 'input' has only 8 slots.",
                "Handler 'b' spins on core 1, where 'd' has to run too.",
                "Handler 'e' is to run on core 7, but this process may only use 0-1.",
                "3 handlers spin, but this process has 2 cores: waiting threads will keep working ones from running.",
            ],
            pipeline.Warnings);
    }

    [Fact]
    public void A_topology_is_built_once()
    {
        _topology.Ring<Marked>("input", 8).From("feed").Handler("only", _handler);
        using var pipeline = _topology.Build();
        Assert.Throws<InvalidOperationException>(_topology.Build);
    }

    [Fact]
    public void A_producer_that_was_not_declared_is_not_given()
    {
        var input = _topology.Ring<Marked>("input", 8).From("feed");
        input.Handler("only", _handler);
        using var pipeline = _topology.Build();
        var failure = Assert.Throws<ArgumentException>(() => pipeline.ProducerOf(input, "gateway"));
        Assert.Equal("Ring 'input' has no external producer 'gateway', only: feed.", failure.Message);
    }

    private TopologyException AssertProblems(params string[] expected)
    {
        var failure = Assert.Throws<TopologyException>(_topology.Build);
        Assert.Equal(expected, failure.Problems);
        return failure;
    }

    private readonly struct SpanHandler : IBatchHandler<Marked>
    {
        public void OnBatch(Span<Marked> events, long firstSequence, bool endOfBatch)
        {
        }
    }
}
