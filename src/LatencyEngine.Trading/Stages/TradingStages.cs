using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Ledger;
using LatencyEngine.Trading.Matching;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Outputs;
using LatencyEngine.Trading.Portfolio;
using LatencyEngine.Trading.Risk;
using LatencyEngine.Trading.Strategies;

namespace LatencyEngine.Trading.Stages;

/// <summary>
/// The state machine of a session: three stages and the tables that they own. Made by the wiring; each stage is used
/// by its own thread, or all by one.
/// </summary>
public sealed class TradingStages
{
    private readonly Lane<Decision> _decisions;
    private readonly InputNumbering _numbering = new();
    private readonly NumberedGate _strategyGate;
    private readonly NumberedGate _riskGate;
    private bool _mayGetFeedback;

    // The strategy stage's. Risk and strategies keep a latest time of their own, which is hashed.
    private long _latestNanos = long.MinValue;

    public TradingStages(
        Capacities capacities, IReadOnlyList<StrategySeat> seats, IFeedbackGate strategyGate, IFeedbackGate riskGate)
    {
        capacities.Check();
        Capacities = capacities;
        _strategyGate = new NumberedGate(strategyGate, _numbering);
        _riskGate = new NumberedGate(riskGate, _numbering);
        Instruments = new InstrumentTable(capacities.InstrumentIdEnd);
        Orders = new OrderTable(capacities);
        Positions = new PositionTable(capacities);
        Outputs = new OutputWriter();
        Accounting = new Accounting(capacities, Instruments, Positions, Outputs);
        var intents = new Lane<EngineEvent>(capacities.LaneSlots);
        var reports = new Lane<EngineEvent>(capacities.LaneSlots);
        _decisions = new Lane<Decision>(capacities.LaneSlots);
        Strategies = new StrategyHandler(capacities, seats, intents, reports, _strategyGate);
        Risk = new RiskHandler(capacities, Orders, Positions, Accounting, intents, _decisions);
        Matching = new MatchingHandler(
            capacities, Instruments, Orders, Positions, Accounting, _decisions, reports, Outputs);
        Matching.ReportOnlyTo(seats);
        Strategies.Follow(Matching);
    }

    public Capacities Capacities { get; }

    /// <summary>The matching stage's, as are orders, positions, accounting and outputs.</summary>
    public InstrumentTable Instruments { get; }

    public OrderTable Orders { get; }

    public PositionTable Positions { get; }

    public Accounting Accounting { get; }

    public OutputWriter Outputs { get; }

    public StrategyHandler Strategies { get; }

    public RiskHandler Risk { get; }

    public MatchingHandler Matching { get; }

    /// <summary>
    /// Input sequence of the first slot of the input ring: 0, unless the session goes on after a restart. Set before
    /// the pipeline starts.
    /// </summary>
    public long FirstInputSequence
    {
        get => _numbering.First;
        set => _numbering.First = value;
    }

    public AllocationWatch Allocations { get; } = new();

    /// <summary>Puts restored stages behind the gates of the pipeline that they are to run in. Before it starts.</summary>
    public void WaitAt(IFeedbackGate strategyGate, IFeedbackGate riskGate)
    {
        _strategyGate.Gate = strategyGate;
        _riskGate.Gate = riskGate;
    }

    /// <summary>
    /// The strategy stage, the first to see an input: whoever its producer was, its time never lies before that of an
    /// earlier one.
    /// </summary>
    public void OnStrategy(ref EngineEvent input, long inputSequence)
    {
        if (input.TimestampNanos < _latestNanos) input.TimestampNanos = _latestNanos;
        _latestNanos = input.TimestampNanos;
        Strategies.OnInput(ref input, inputSequence);
    }

    /// <summary>The risk stage, which first waits for what earlier inputs may still cause.</summary>
    /// <remarks>
    /// Nothing that risk reads can change while no order is live and nothing but market data has passed, so that it
    /// then runs ahead of matching.
    /// </remarks>
    public void OnRisk(ref EngineEvent input, long inputSequence)
    {
        if (_mayGetFeedback || _decisions.Room < _decisions.Capacity / 2)
        {
            _riskGate.AwaitThrough(inputSequence - 1);
            _mayGetFeedback = Orders.LiveCount > 0;
        }

        var written = _decisions.WrittenCount;
        Risk.OnInput(ref input, inputSequence);
        _mayGetFeedback |= _decisions.WrittenCount != written || !IsMarketData(input.TemplateId);
    }

    /// <summary>The matching stage, and the end of the session after its last input.</summary>
    public void OnMatching(ref EngineEvent input, long inputSequence)
    {
        Outputs.Echo(in input);
        Matching.OnInput(ref input, inputSequence);
        if (input.Is<SessionClosing>()) EndSession(inputSequence);
    }

    /// <summary>Of everything that decides what comes next. Between inputs.</summary>
    public ulong StateHash()
    {
        var hash = new StateHash();
        Strategies.AddTo(ref hash);
        Risk.AddTo(ref hash);
        Matching.AddTo(ref hash);
        Instruments.AddTo(ref hash);
        Orders.AddTo(ref hash);
        Positions.AddTo(ref hash);
        Accounting.AddTo(ref hash);
        return hash.Value;
    }

    private static bool IsMarketData(ushort templateId) => templateId
        is Quote.TemplateId or Trade.TemplateId or BookDelta.TemplateId or BookOrder.TemplateId or TimeAdvanced.TemplateId;

    // The earlier stages are done with this input, the last one: nobody writes what is hashed here.
    private void EndSession(long inputSequence)
    {
        Accounting.CheckConservation(Orders);
        var stateHash = StateHash();
        var count = (ulong)Outputs.Count;
        var outputHash = Outputs.Hash;
        ref var ended = ref Outputs.Begin<SessionEnded>();
        ended.Inputs = (ulong)inputSequence + 1;
        ended.Outputs = count;
        ended.OutputHash = outputHash;
        ended.StateHash = stateHash;
        Outputs.End();
    }
}
