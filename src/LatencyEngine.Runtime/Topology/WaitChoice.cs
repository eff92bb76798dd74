using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Topology;

/// <summary>Keeps the type of a wait strategy until the processor is made. The wiring thread.</summary>
[ColdPath("topologies are wired at start-up")]
internal abstract class WaitChoice
{
    public abstract string Name { get; }

    /// <summary>Whether the thread never gives its core away.</summary>
    public abstract bool Spins { get; }

    public abstract IProcessor Make<T, TBarrier, TDispatch>(
        ProcessorPlan<T> plan, TBarrier barrier, TDispatch dispatch)
        where T : unmanaged
        where TBarrier : struct, IBarrier
        where TDispatch : struct, IDispatch<T>;
}

/// <summary>One strategy, as given; every processor gets its own copy.</summary>
[ColdPath("topologies are wired at start-up")]
internal sealed class WaitChoice<TWait>(TWait wait) : WaitChoice
    where TWait : struct, IWaitStrategy
{
    public override string Name => typeof(TWait).Name;

    public override bool Spins => typeof(TWait) == typeof(BusySpinWait);

    public override IProcessor Make<T, TBarrier, TDispatch>(
        ProcessorPlan<T> plan, TBarrier barrier, TDispatch dispatch) =>
        new EventProcessor<T, TBarrier, TDispatch, TWait>(plan.Ring, barrier, dispatch, wait, plan.Options);
}
