using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Records;
using LatencyEngine.Trading;

namespace LatencyEngine.Tests.Trading.Pipeline;

/// <summary>The determinism law: layout, wait strategy and batch size change nothing, not even a byte.</summary>
public sealed class SessionDeterminismTests
{
    private static readonly Lazy<SessionTape> Tape = new(() => SessionTape.Record(seed: 5, instruments: 24, events: 60_000));
    private static readonly Lazy<SessionRun> Reference = new(() => SessionRun.ByHand(Tape.Value));

    public static TheoryData<PipelineLayout, WaitKind, int> Ways
    {
        get
        {
            var ways = new TheoryData<PipelineLayout, WaitKind, int>();
            foreach (var layout in Enum.GetValues<PipelineLayout>())
                foreach (var wait in Enum.GetValues<WaitKind>())
                    // Spinners that share two cores with everything else would take turns by time slices.
                    if (wait != WaitKind.BusySpin) ways.Add(layout, wait, 1_000);
            ways.Add(PipelineLayout.Fused, WaitKind.Adaptive, 1);
            ways.Add(PipelineLayout.Staged, WaitKind.Adaptive, 1);
            ways.Add(PipelineLayout.Fused, WaitKind.BusySpin, 1_000);
            return ways;
        }
    }

    [Theory, MemberData(nameof(Ways))]
    public void Every_way_of_running_a_session_gives_the_same_bytes(PipelineLayout layout, WaitKind wait, int maxBatchSize)
    {
        var run = SessionRun.Threaded(
            Tape.Value, new PipelineOptions { Layout = layout, Wait = wait, MaxBatchSize = maxBatchSize, InputSlots = 1_024 });
        AssertSame(Reference.Value, run);
    }

    [Theory]
    [InlineData(PipelineLayout.Fused)]
    [InlineData(PipelineLayout.Staged)]
    public void For_a_journal_every_input_stands_before_the_outputs_that_it_causes(PipelineLayout layout)
    {
        var run = SessionRun.Threaded(Tape.Value, new PipelineOptions { Layout = layout, EchoesInputs = true });
        var inputs = new List<EngineEvent>();
        var outputs = new List<EngineEvent>();
        foreach (var e in run.Outputs)
            if (RecordKinds.Of(e.TemplateId) == RecordKind.Input) inputs.Add(e);
            else
            {
                outputs.Add(e);
                Assert.Equal(inputs.Count - 1, e.As<AlertRaised>().InputSequence);
            }

        AssertSame(Tape.Value.Inputs, inputs);
        AssertSame(Reference.Value.Outputs, outputs);
    }

    [Fact]
    public void Whoever_publishes_an_input_its_time_never_lies_before_an_earlier_one()
    {
        var late = SessionTape.Record(seed: 5, instruments: 4, events: 400);
        late.MoveBack(everyNth: 7, nanos: 1_000_000_000);
        var run = SessionRun.Threaded(late, new PipelineOptions { EchoesInputs = true });
        var times = run.Outputs.Where(e => RecordKinds.Of(e.TemplateId) == RecordKind.Input)
            .Select(e => e.TimestampNanos).ToArray();
        Assert.Equal(late.Inputs.Count, times.Length);
        Assert.NotEqual(late.Inputs.Select(input => input.TimestampNanos).Order(), late.Inputs.Select(input => input.TimestampNanos));
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public void The_session_is_worth_comparing()
    {
        var messages = Reference.Value.Outputs.GroupBy(output => output.TemplateId).ToDictionary(g => g.Key, g => g.Count());
        foreach (var template in (int[])[
            OrderAccepted.TemplateId, OrderRejected.TemplateId, OrderReplaced.TemplateId, OrderCanceled.TemplateId,
            OrderFilled.TemplateId, PositionChanged.TemplateId, LedgerPosted.TemplateId, TradingStateChanged.TemplateId,
            RiskLimitChanged.TemplateId, BarClosed.TemplateId, StrategyStateChanged.TemplateId,
            StrategyParameterChanged.TemplateId, CommandAnswered.TemplateId, SessionEnded.TemplateId])
            Assert.True(messages.GetValueOrDefault((ushort)template) > 0, $"no message {template} in the session");
        var answers = Reference.Value.Outputs.Where(output => output.Is<CommandAnswered>())
            .Select(output => output.As<CommandAnswered>().CommandRefusal).ToHashSet();
        Assert.Superset(new HashSet<CommandRefusal> { CommandRefusal.None, CommandRefusal.NotPermitted, CommandRefusal.Busy }, answers);
    }

    [Fact]
    public void A_strategy_that_throws_is_quarantined_and_the_others_go_on()
    {
        var states = Reference.Value.Outputs.Where(output => output.Is<StrategyStateChanged>())
            .Select(output => output.As<StrategyStateChanged>()).ToArray();
        Assert.Contains(states, state => state is { StrategyId: SessionTape.Thrower, StrategyState: StrategyState.Quarantined });
        Assert.DoesNotContain(states, state => state is { StrategyId: not SessionTape.Thrower, StrategyState: StrategyState.Quarantined });
        Assert.Equal("broken on purpose", Reference.Value.Seats[2].Failure!.Message);
    }

    [Fact]
    public void Outputs_name_their_cause_and_their_place()
    {
        var input = -1L;
        var index = 0U;
        foreach (var output in Reference.Value.Outputs)
        {
            var head = output.As<AlertRaised>(); // Every output starts alike.
            index = head.InputSequence == input ? index + 1 : 0;
            Assert.True(head.InputSequence >= input);
            Assert.Equal(index, head.OutputIndex);
            input = head.InputSequence;
        }
    }

    private static void AssertSame(SessionRun expected, SessionRun actual)
    {
        AssertSame(expected.Outputs, actual.Outputs);
        Assert.Equal(expected.Ended.StateHash, actual.Ended.StateHash);
    }

    private static void AssertSame(IReadOnlyList<EngineEvent> expected, IReadOnlyList<EngineEvent> actual)
    {
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++)
            if (!expected[i].AsBytes().SequenceEqual(actual[i].AsBytes()))
                Assert.Fail($"event {i} differs:\nexpected {expected[i]}\nactual   {actual[i]}");
        Assert.Equal(expected.Count, actual.Count);
    }
}
