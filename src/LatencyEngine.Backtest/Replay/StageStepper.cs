using System.Numerics;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Backtest.Replay;

/// <summary>
/// Runs stages on the caller's thread, one input at a time, as the fused layout does, and hands out what each input
/// caused. One thread; owns the ring of the outputs.
/// </summary>
/// <remarks>
/// <b>Limits.</b> The ring has no consumer beside this class, so it must hold what one input can write: the end of a
/// session ends every live order in one input, each with its report, its release and what was in flight. Beyond, the
/// run stops with an error that says so.
/// </remarks>
public sealed class StageStepper : IDisposable
{
    private const int OutputsPerLiveOrderMax = 8;

    private readonly TradingStages _stages;
    private readonly RingBuffer<EngineEvent> _ring;
    private readonly Sequence _taken = new();

    /// <param name="stages">Made with open gates: nobody else moves a stage.</param>
    /// <param name="nextInput">Input sequence of the next input; 0 for fresh stages.</param>
    public StageStepper(TradingStages stages, long nextInput = 0)
    {
        ArgumentNullException.ThrowIfNull(stages);
        _stages = stages;
        NextInput = nextInput;
        _ring = new RingBuffer<EngineEvent>(new RingOptions("stepped outputs", RingSlots(stages.Capacities)));
        _ring.Gates.Set(_taken);
        _ring.Gates.Halt(new InvalidOperationException("one input wrote more outputs than the ring of a replay holds"));
        _stages.Outputs.AttachTo(new SingleProducerSequencer<EngineEvent>(_ring));
    }

    public TradingStages Stages => _stages;

    /// <summary>Sequence of the input that comes next; to be set where a state is loaded into the stages.</summary>
    public long NextInput { get; set; }

    /// <summary>How many outputs the input before wrote.</summary>
    public int OutputCount => (int)(_ring.Cursor.Value - _taken.Value);

    /// <summary>An output of the input before, in place until the next one.</summary>
    /// <param name="index">Below <see cref="OutputCount"/>.</param>
    public ref readonly EngineEvent Output(int index) => ref _ring[_taken.Value + 1 + index];

    /// <summary>Handles an input in all stages.</summary>
    /// <exception cref="Exception">A stage failed: the stages are spoiled, the outputs written until then are there.</exception>
    public void Step(ref EngineEvent input)
    {
        _taken.Publish(_ring.Cursor.Value);
        var sequence = NextInput;
        _stages.OnStrategy(ref input, sequence);
        _stages.OnRisk(ref input, sequence);
        _stages.OnMatching(ref input, sequence);
        NextInput = sequence + 1;
    }

    public void Dispose() => _ring.Dispose();

    private static int RingSlots(Capacities capacities) =>
        (int)BitOperations.RoundUpToPowerOf2(
            (uint)((OutputsPerLiveOrderMax * capacities.LiveOrders) + (2 * capacities.LaneSlots)));
}
