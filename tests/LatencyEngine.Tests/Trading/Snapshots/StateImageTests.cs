using LatencyEngine.Backtest.Replay;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Strategies.Contract;
using LatencyEngine.Tests.Trading.Pipeline;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Snapshots;
using LatencyEngine.Trading.Stages;
using LatencyEngine.Trading.Strategies;

namespace LatencyEngine.Tests.Trading.Snapshots;

/// <summary>The state of an engine, saved anywhere in a session and loaded into another engine, goes on as the first.</summary>
public sealed class StateImageTests
{
    private const int Events = 5_000;
    private const int Seed = 2;
    private const int ContinuedFor = 200;
    private const int FreshEvery = 5; // The others are loaded over the state of the one before.
    private const int ToTheEndEvery = 50;

    // Small, so that thousands of images are quick.
    private static readonly Capacities _sizes = RandomSession.Sizes with { LaneSlots = 2_048 };

    [Fact]
    public void A_session_goes_on_from_an_image_at_any_event()
    {
        var inputs = RandomSession.Record(Seed, Events, hostilePerMille: 20);
        var outputs = OutputsOf(inputs, NewStages(Seed), out var firstOutputOf);
        var image = new StateImage();
        using var original = NewStepper(Seed);
        using var used = NewStepper(Seed);
        for (var input = 0; input < inputs.Count; input++)
        {
            var e = inputs[input];
            original.Step(ref e);
            image.Save(original.Stages);
            using var fresh = input % FreshEvery == 0 ? NewStepper(Seed) : null;
            var resumed = fresh ?? used;
            image.Load(image.Bytes.Span, resumed.Stages);
            resumed.NextInput = input + 1;
            var end = input % ToTheEndEvery == 0 ? inputs.Count : Math.Min(inputs.Count, input + 1 + ContinuedFor);
            AssertContinues(resumed, inputs, end, outputs, firstOutputOf);
        }
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void What_was_loaded_is_saved_as_the_same_bytes(int seed)
    {
        var inputs = RandomSession.Record(seed, 2_000);
        var image = new StateImage();
        var again = new StateImage();
        using var original = NewStepper(seed);
        for (var input = 0; input < inputs.Count; input++)
        {
            var e = inputs[input];
            original.Step(ref e);
            if (input % 40 != 0) continue;
            image.Save(original.Stages);
            var loaded = NewStages(seed);
            image.Load(image.Bytes.Span, loaded);
            again.Save(loaded);
            Assert.True(image.Bytes.Span.SequenceEqual(again.Bytes.Span), $"after input {input}");
            Assert.Equal(original.Stages.StateHash(), loaded.StateHash());
        }
    }

    [Fact]
    public void An_image_replaces_whatever_state_the_stages_were_in()
    {
        var inputs = RandomSession.Record(seed: 2, 3_000);
        var outputs = OutputsOf(inputs, NewStages(2), out var firstOutputOf);
        using var original = NewStepper(2);
        Run(original, inputs, 1_000);
        var image = new StateImage();
        image.Save(original.Stages);
        using var used = NewStepper(2);
        Run(used, inputs, 2_500);
        image.Load(image.Bytes.Span, used.Stages);
        using var resumed = new StageStepper(used.Stages, 1_000);
        AssertContinues(resumed, inputs, inputs.Count, outputs, firstOutputOf);
    }

    [Fact]
    public void The_strategies_of_the_engine_go_on_too()
    {
        var tape = SessionTape.Record(seed: 5, instruments: 4, events: 6_000);
        var sizes = new Capacities { InstrumentIdEnd = 64, MarketOrders = 4_096, Positions = 512, LiveOrders = 512 };
        using var whole = new StageStepper(Fresh());
        var image = new StateImage();
        var images = new List<(int Next, byte[] Bytes)>();
        var outputs = new List<EngineEvent>();
        var firstOutputOf = new List<int>();
        for (var i = 0; i < tape.Inputs.Count; i++)
        {
            firstOutputOf.Add(outputs.Count);
            var e = tape.Inputs[i];
            whole.Step(ref e);
            for (var o = 0; o < whole.OutputCount; o++) outputs.Add(whole.Output(o));
            if (i % 1_499 != 0) continue;
            image.Save(whole.Stages);
            images.Add((i + 1, image.Bytes.ToArray()));
        }

        Assert.Contains(outputs, output => output.Is<OrderFilled>());
        foreach (var (next, bytes) in images)
        {
            using var resumed = new StageStepper(Fresh(), next);
            image.Load(bytes, resumed.Stages);
            AssertContinues(resumed, tape.Inputs, tape.Inputs.Count, outputs, firstOutputOf);
        }

        TradingStages Fresh() => new(sizes, new SessionRun().Seats, OpenGate.Instance, OpenGate.Instance);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_field_that_is_left_out_is_missed(bool isLeftOut)
    {
        var inputs = RandomSession.Record(Seed, 2_000);
        var outputs = OutputsOf(inputs, Stages(), out var firstOutputOf);
        using var original = new StageStepper(Stages());
        Run(original, inputs, 1_000);
        var image = new StateImage();
        image.Save(original.Stages);
        using var resumed = new StageStepper(Stages(), 1_000);
        image.Load(image.Bytes.Span, resumed.Stages);
        var error = Record.Exception(() => AssertContinues(resumed, inputs, inputs.Count, outputs, firstOutputOf));
        Assert.Equal(isLeftOut, error is not null);

        TradingStages Stages() => StagesOf(isLeftOut ? new ForgettingStrategy() : new CountingStrategy(), _sizes);
    }

    [Fact]
    public void A_field_of_an_unknown_kind_is_named()
    {
        var error = Assert.Throws<StateImageException>(
            () => new StateImage().LayoutOf(StagesOf(new RememberingStrategy(), _sizes)));
        Assert.Contains("RememberingStrategy._quotes", error.Message, StringComparison.Ordinal);
        Assert.Contains("Dictionary", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_sizes_and_other_strategies_are_refused_in_words()
    {
        var image = new StateImage();
        image.Save(StagesOf(new CountingStrategy(), _sizes));
        var bytes = image.Bytes.ToArray();
        AssertRefused("LiveOrders = 256", StagesOf(new CountingStrategy(), _sizes with { LiveOrders = 128 }));
        AssertRefused("strategy 1: ", StagesOf(new ForgettingStrategy(), _sizes));

        void AssertRefused(string word, TradingStages stages)
        {
            var before = stages.StateHash();
            var error = Assert.Throws<StateImageException>(() => image.Load(bytes, stages));
            Assert.Contains(word, error.Message, StringComparison.Ordinal);
            Assert.Equal(before, stages.StateHash());
        }
    }

    [Fact]
    public void An_image_that_ends_early_is_refused()
    {
        var image = new StateImage();
        using var original = NewStepper(Seed);
        Run(original, RandomSession.Record(Seed, 500), 300);
        image.Save(original.Stages);
        var bytes = image.Bytes.ToArray();
        for (var length = 0; length < bytes.Length; length += 1 + (bytes.Length / 40))
            Assert.Throws<StateImageException>(() => image.Load(bytes.AsSpan(0, length), NewStages(Seed)));
        Assert.Throws<StateImageException>(() => image.Load([.. bytes, 0], NewStages(Seed)));
    }

    private static StageStepper NewStepper(int seed) => new(NewStages(seed));

    private static TradingStages NewStages(int seed) =>
        new(_sizes, RandomSession.Seats(seed), OpenGate.Instance, OpenGate.Instance);

    private static TradingStages StagesOf(IStrategy strategy, Capacities sizes) =>
        new(sizes, [new StrategySeat(1, strategy)], OpenGate.Instance, OpenGate.Instance);

    private static List<EngineEvent> OutputsOf(
        IReadOnlyList<EngineEvent> inputs, TradingStages stages, out List<int> firstOutputOf)
    {
        using var whole = new StageStepper(stages);
        var outputs = new List<EngineEvent>();
        firstOutputOf = [];
        foreach (var input in inputs)
        {
            var e = input;
            firstOutputOf.Add(outputs.Count);
            whole.Step(ref e);
            for (var i = 0; i < whole.OutputCount; i++) outputs.Add(whole.Output(i));
        }

        return outputs;
    }

    private static void Run(StageStepper stepper, IReadOnlyList<EngineEvent> inputs, int end)
    {
        while (stepper.NextInput < end)
        {
            var e = inputs[(int)stepper.NextInput];
            stepper.Step(ref e);
        }
    }

    // The last output of a session tells the hash of all outputs and of the state.
    private static void AssertContinues(
        StageStepper stepper, IReadOnlyList<EngineEvent> inputs, int end, List<EngineEvent> outputs, List<int> firstOutputOf)
    {
        var start = stepper.NextInput;
        while (stepper.NextInput < end)
        {
            var input = (int)stepper.NextInput;
            var e = inputs[input];
            stepper.Step(ref e);
            var last = input + 1 < inputs.Count ? firstOutputOf[input + 1] : outputs.Count;
            var expected = last - firstOutputOf[input];
            if (expected != stepper.OutputCount)
                Assert.Fail($"from {start}: input {input} wrote {stepper.OutputCount} outputs, not {expected}");
            for (var i = 0; i < expected; i++)
                if (!stepper.Output(i).AsBytes().SequenceEqual(outputs[firstOutputOf[input] + i].AsBytes()))
                    Assert.Fail($"from {start}: output {i} of input {input} differs");
        }
    }
}
