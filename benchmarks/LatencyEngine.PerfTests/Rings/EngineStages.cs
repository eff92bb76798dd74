using System.Runtime.CompilerServices;
using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>
/// The product's ring with three stages, as a chain or as a diamond, all waiting by the same strategy.
/// </summary>
internal sealed class EngineStages<TWait> : IDisposable
    where TWait : struct, IWaitStrategy
{
    private readonly RingBuffer<StageEvent> _ring;
    private readonly SingleProducerSequencer<StageEvent> _producer;
    private readonly TWait _wait;
    private readonly Tally _tally = new();

    private EngineStages(bool isDiamond, TWait wait)
    {
        _wait = wait;
        _ring = new RingBuffer<StageEvent>(new RingOptions("stages", RingSuite.CapacitySlots));
        _producer = new SingleProducerSequencer<StageEvent>(_ring);
        var first = Add("first", new SequenceBarrier(_ring.Cursor), default(FirstHandler));
        var second = isDiamond
            ? Add("second", new SequenceBarrier(_ring.Cursor), default(DiamondSecondHandler))
            : Add("second", new SequenceBarrier(first), default(ChainSecondHandler));
        var last = isDiamond
            ? Add("last", new JoinBarrier(first, second), new LastHandler(_tally))
            : Add("last", new SequenceBarrier(second), new LastHandler(_tally));
        _ring.Gates.Set(last);
    }

    public List<IProcessor> Stages { get; } = [];

    public static Pipeline Enter(string name, Trait traits, Crew crew, bool isDiamond, TWait wait)
    {
        var stages = new EngineStages<TWait>(isDiamond, wait);
        return new Pipeline(name, Trait.Ours | traits, crew, isDiamond
            ? StageWork.DiamondSum : StageWork.ChainSum)
        {
            Prepare = stages.DrainAfter,
            Parts = [stages.Produce, .. stages.Stages.Select<IProcessor,
                Action<long>>(stage => _ => stage.Run())],
            Finish = stages.Rearm,
            Answer = stages._tally.TakeGrowth,
            Owned = [stages],
        };
    }

    /// <summary>
    /// A chain that nobody publishes into; the caller runs its stages and releases the ring.
    /// </summary>
    public static IDisposable Idle(TWait wait, out IReadOnlyList<IProcessor> stages)
    {
        var idle = new EngineStages<TWait>(isDiamond: false, wait);
        stages = idle.Stages;
        return idle;
    }

    public void Dispose() => _ring.Dispose();

    private Sequence Add<TBarrier, THandler>(string name, TBarrier barrier, THandler handler)
        where TBarrier : struct, IBarrier
        where THandler : struct, IEventHandler<StageEvent>
    {
        Stages.Add(Processors.RunEvents(_ring, barrier, handler, _wait, new ProcessorOptions(name)));
        return Stages[^1].Sequence;
    }

    private void DrainAfter(long count)
    {
        foreach (var stage in Stages) stage.DrainTo(_producer.LastClaimed + count);
    }

    private void Rearm()
    {
        foreach (var stage in Stages) stage.Rearm();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Produce(long count)
    {
        var producer = _producer;
        var wait = _wait;
        for (var number = 0L; number < count; number++)
        {
            if (!producer.TryClaim(out var sequence)) sequence = producer.Claim(1, ref wait);
            producer[sequence].Number = number;
            producer.Publish(sequence);
        }
    }
}
