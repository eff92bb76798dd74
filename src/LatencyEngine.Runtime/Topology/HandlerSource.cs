using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// Keeps the type of a handler until its barrier and its wait strategy are known too, so that the processor
/// is compiled for all three. The wiring thread.
/// </summary>
[ColdPath("topologies are wired at start-up")]
internal abstract class HandlerSource<T>
    where T : unmanaged
{
    public abstract bool WantsSpans { get; }

    public abstract IProcessor Make<TBarrier>(ProcessorPlan<T> plan, TBarrier barrier)
        where TBarrier : struct, IBarrier;
}

/// <summary>What a processor needs besides its handler and its barrier.</summary>
[ColdPath("topologies are wired at start-up")]
internal sealed record ProcessorPlan<T>(RingBuffer<T> Ring, WaitChoice Wait, ProcessorOptions Options, Wiring Wiring)
    where T : unmanaged;

/// <summary>A handler of single events.</summary>
[ColdPath("topologies are wired at start-up")]
internal sealed class EventHandlerSource<T, THandler>(Func<Wiring, THandler> make) : HandlerSource<T>
    where T : unmanaged
    where THandler : struct, IEventHandler<T>
{
    public override bool WantsSpans => false;

    public override IProcessor Make<TBarrier>(ProcessorPlan<T> plan, TBarrier barrier) =>
        plan.Wait.Make(plan, barrier, new EventDispatch<T, THandler>(make(plan.Wiring)));
}

/// <summary>A handler of spans.</summary>
[ColdPath("topologies are wired at start-up")]
internal sealed class BatchHandlerSource<T, THandler>(Func<Wiring, THandler> make) : HandlerSource<T>
    where T : unmanaged
    where THandler : struct, IBatchHandler<T>
{
    public override bool WantsSpans => true;

    public override IProcessor Make<TBarrier>(ProcessorPlan<T> plan, TBarrier barrier) =>
        plan.Wait.Make(plan, barrier, new BatchDispatch<T, THandler>(make(plan.Wiring)));
}
