using LatencyEngine.Backtest.Comparison;
using LatencyEngine.Backtest.Replay;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Records;
using LatencyEngine.Tests.Backtest.Replay;

namespace LatencyEngine.Tests.Backtest.Comparison;

/// <summary>The same market with other settings, and what that changes.</summary>
public sealed class SessionComparisonTests
{
    private static readonly RecordedSession _session = RecordedSession.Record(seed: 2, 4_000);

    [Fact]
    public void Without_a_change_nothing_changes()
    {
        var result = SessionComparison.Run(_session.Open, Recorded, Recorded with { Definitions = Definitions() });
        Assert.True(result.IsSame);
        Assert.Equal(Replay().OutputHash, result.Recorded.OutputHash);
        Assert.Equivalent(result.Recorded, result.Changed, strict: true);
    }

    [Fact]
    public void A_limit_on_open_orders_lets_fewer_orders_through()
    {
        var changed = Recorded with { Definitions = Definitions(Limit(LimitKind.OpenOrdersMax, 1)) };
        var result = SessionComparison.Run(_session.Open, Recorded, changed);
        Assert.False(result.IsSame);
        Assert.InRange(result.Changed.OrdersAccepted, 1, result.Recorded.OrdersAccepted - 1);
        Assert.Contains(result.Changed.Rejections, row => row.Key == RejectReason.TooManyOpenOrders);
        Assert.DoesNotContain(result.Recorded.Rejections, row => row.Key == RejectReason.TooManyOpenOrders);
        Assert.Equivalent(result.Changed, SessionComparison.Run(_session.Open, changed), strict: true);
    }

    [Fact]
    public void Without_commands_only_strategies_trade()
    {
        var figures = SessionComparison.Run(_session.Open, Recorded with { KeepsCommands = false });
        Assert.True(figures.Fills > 0);
        Assert.DoesNotContain(figures.Strategies, row => row.StrategyId == 0);
    }

    [Fact]
    public void A_session_cut_off_is_told_to_an_end()
    {
        var cut = _session.CutAfter(2_000);
        var figures = SessionComparison.Run(cut.Open, Recorded);
        Assert.Equal(1 + Enumerable.Range(0, 2_000).Count(i => cut.KindAt(i) == RecordKind.Input), figures.Inputs);
    }

    /// <remarks>The slow twin looks at every position after every input.</remarks>
    [Fact]
    public void The_figures_are_those_of_the_tables_and_the_outputs()
    {
        var figures = SessionComparison.Run(_session.Open, Recorded);
        var twin = new SlowTwin(_session);
        Assert.Equal(twin.Fills, figures.Fills);
        Assert.Equal(twin.Accepted, figures.OrdersAccepted);
        Assert.Equal(twin.Rejections, figures.Rejections.Sum(row => row.Value));
        Assert.NotEmpty(figures.Positions);
        Assert.Contains(figures.Strategies, row => row.MaxDrawdown > 0);
        foreach (var row in figures.Strategies)
        {
            Assert.Equal(twin.Net[row.StrategyId], row.NetPnl);
            Assert.Equal(twin.Deepest[row.StrategyId], row.MaxDrawdown);
            Assert.Equal(twin.Fees[row.StrategyId], row.Fees);
        }

        Assert.Equal(twin.Net.Count(net => net != 0), figures.Strategies.Count(row => row.NetPnl != 0));
        Assert.Equal(figures.Fills, figures.Strategies.Sum(row => row.Fills));
    }

    private static ComparedRun Recorded => new() { MakeStages = _session.NewStages };

    private static ReplayResult Replay()
    {
        using var stepper = _session.NewStepper();
        using var reader = _session.Open();
        return SessionReplay.Run(reader, stepper);
    }

    // The recorded ones, with others before the opening.
    private static List<EngineEvent> Definitions(params EngineEvent[] others)
    {
        var definitions = new List<EngineEvent>();
        foreach (var message in _session.Messages.Skip(1))
        {
            var slot = default(EngineEvent);
            Assert.True(slot.TryRead(message));
            if (slot.TemplateId >= RecordKinds.FirstOutputTemplateId) continue;
            if (slot.Is<SessionOpened>()) return [.. definitions, .. others, slot];
            definitions.Add(slot);
        }

        return definitions;
    }

    private static EngineEvent Limit(LimitKind kind, long value)
    {
        var slot = default(EngineEvent);
        ref var limit = ref slot.Begin<SetRiskLimit>();
        (limit.ScopeKind, limit.LimitKind, limit.Value) = (ScopeKind.Engine, kind, value);
        return slot;
    }

    /// <summary>All positions of the session are in one currency, so that strategies tell them apart.</summary>
    private sealed class SlowTwin
    {
        private readonly Int128[] _highest = new Int128[8];

        public SlowTwin(RecordedSession session)
        {
            using var stepper = session.NewStepper();
            for (var i = 1; i < session.Messages.Count; i++)
            {
                if (session.KindAt(i) != RecordKind.Input) continue;
                var input = default(EngineEvent);
                Assert.True(input.TryRead(session.Messages[i]));
                stepper.Step(ref input);
                for (var o = 0; o < stepper.OutputCount; o++) Count(stepper.Output(o));
                Look(stepper);
            }
        }

        public Int128[] Net { get; } = new Int128[8];

        public Int128[] Fees { get; } = new Int128[8];

        public Int128[] Deepest { get; } = new Int128[8];

        public long Fills { get; private set; }

        public long Accepted { get; private set; }

        public long Rejections { get; private set; }

        private void Count(EngineEvent output)
        {
            if (output.Is<OrderFilled>()) Fills++;
            if (output.Is<OrderAccepted>()) Accepted++;
            if (output.Is<OrderRejected>() || output.Is<CommandRejected>()) Rejections++;
        }

        private void Look(StageStepper stepper)
        {
            Array.Clear(Net);
            Array.Clear(Fees);
            var stages = stepper.Stages;
            for (var i = 0; i < stages.Positions.Count; i++)
            {
                ref readonly var position = ref stages.Positions[i];
                ref readonly var terms = ref stages.Instruments[position.InstrumentId].Terms;
                var mark = stages.Risk.MarkOf(position.InstrumentId);
                var open = position.Lots != 0 && mark > 0
                    ? terms.Gain(terms.Value(mark, position.Lots), position.Cost)
                    : 0;
                Net[position.StrategyId] += (Int128)position.RealizedPnl + open - position.Fees;
                Fees[position.StrategyId] += position.Fees;
            }

            for (var s = 0; s < Net.Length; s++)
            {
                _highest[s] = Int128.Max(_highest[s], Net[s]);
                Deepest[s] = Int128.Max(Deepest[s], _highest[s] - Net[s]);
            }
        }
    }
}
