using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Stages;
using LatencyEngine.Trading.Strategies;

namespace LatencyEngine.Tests.Trading.Pipeline;

/// <summary>
/// The staged layout on one thread: a seed decides how far each stage runs ahead of the next, so that every order of
/// work that threads could come to is tried, and comes again.
/// </summary>
internal sealed class StageSchedule : IDisposable
{
    private readonly IReadOnlyList<EngineEvent> _inputs;
    private readonly RingBuffer<EngineEvent> _ring;
    private readonly Sequence _taken = new();
    private readonly List<EngineEvent> _outputs = [];
    private long _strategyDone = -1;
    private long _riskDone = -1;
    private long _matchingDone = -1;

    public StageSchedule(IReadOnlyList<EngineEvent> inputs, Capacities capacities, IReadOnlyList<StrategySeat> seats)
    {
        _inputs = inputs;
        _ring = new RingBuffer<EngineEvent>(new RingOptions("scheduled outputs", 1 << 17));
        _ring.Gates.Set(_taken);
        _ring.Gates.Halt(new InvalidOperationException("One input wrote more outputs than the ring holds."));
        Stages = new TradingStages(capacities, seats, new StrategyGate(this), new RiskGate(this));
        Stages.Outputs.AttachTo(new SingleProducerSequencer<EngineEvent>(_ring));
    }

    public TradingStages Stages { get; }

    public IReadOnlyList<EngineEvent> Outputs => _outputs;

    /// <summary>Whether outputs are kept.</summary>
    public bool Records { get; init; } = true;

    /// <summary>Most outputs that one input wrote.</summary>
    public int OutputsOfInputMax { get; private set; }

    /// <summary>Looks at the stages after matching has handled an input.</summary>
    public Action<long>? AfterInput { get; init; }

    /// <summary>All stages one after the other for every input.</summary>
    public void RunFused()
    {
        while (_matchingDone + 1 < _inputs.Count)
        {
            StepStrategy();
            StepRisk();
            StepMatching();
        }
    }

    /// <summary>Every stage gets as far ahead as the seed and the lead let it.</summary>
    public void RunStaged(int seed, int leadMax)
    {
        var random = new Random(seed);
        while (_matchingDone + 1 < _inputs.Count)
        {
            var lead = random.Next(1, leadMax + 1);
            while (_strategyDone + 1 < _inputs.Count && _strategyDone - _matchingDone < lead) StepStrategy();
            var riskLead = random.Next(0, lead + 1);
            while (_riskDone < _strategyDone && _riskDone - _matchingDone < riskLead) StepRisk();
            if (_riskDone == _matchingDone) StepRisk();
            var through = random.NextInt64(_matchingDone + 1, _riskDone + 1);
            while (_matchingDone < through) StepMatching();
        }
    }

    public void Dispose() => _ring.Dispose();

    private void StepStrategy()
    {
        var input = _inputs[(int)_strategyDone + 1];
        Stages.OnStrategy(ref input, _strategyDone + 1);
        _strategyDone++;
    }

    private void StepRisk()
    {
        var input = _inputs[(int)_riskDone + 1];
        Stages.OnRisk(ref input, _riskDone + 1);
        _riskDone++;
    }

    private void StepMatching()
    {
        var input = _inputs[(int)_matchingDone + 1];
        Stages.OnMatching(ref input, _matchingDone + 1);
        _matchingDone++;
        OutputsOfInputMax = Math.Max(OutputsOfInputMax, (int)(_ring.Cursor.Value - _taken.Value));
        if (Records)
            for (var i = _taken.Value + 1; i <= _ring.Cursor.Value; i++)
                _outputs.Add(_ring[i]);
        _taken.Publish(_ring.Cursor.Value);
        AfterInput?.Invoke(_matchingDone);
    }

    private void MatchThrough(long sequence)
    {
        while (_matchingDone < sequence)
        {
            if (_riskDone == _matchingDone) StepRisk();
            StepMatching();
        }
    }

    private sealed class StrategyGate(StageSchedule schedule) : IFeedbackGate
    {
        public void Bind(Sequence own, Sequence awaited, RingGates gates)
        {
        }

        public void AwaitThrough(long sequence) => schedule.MatchThrough(sequence);
    }

    private sealed class RiskGate(StageSchedule schedule) : IFeedbackGate
    {
        public void Bind(Sequence own, Sequence awaited, RingGates gates)
        {
        }

        public void AwaitThrough(long sequence)
        {
            while (schedule._matchingDone < sequence) schedule.StepMatching();
        }
    }
}
