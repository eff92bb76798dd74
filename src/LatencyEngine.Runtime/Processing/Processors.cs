using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// Makes pollers and processors without spelling out what the compiler can infer. Called by the cold thread that
/// wires a topology;
/// no state.
/// </summary>
[ColdPath("topologies are wired at start-up")]
public static class Processors
{
    public static EventPoller<T, TBarrier, EventDispatch<T, THandler>> PollEvents<T, TBarrier, THandler>(
        RingBuffer<T> ring, TBarrier barrier, THandler handler)
        where T : unmanaged
        where TBarrier : struct, IBarrier
        where THandler : struct, IEventHandler<T> =>
        new(ring, barrier, new EventDispatch<T, THandler>(handler));

    /// <exception cref="ArgumentException">The ring has no spans to give.</exception>
    public static EventPoller<T, TBarrier, BatchDispatch<T, THandler>> PollBatches<T, TBarrier, THandler>(
        RingBuffer<T> ring, TBarrier barrier, THandler handler)
        where T : unmanaged
        where TBarrier : struct, IBarrier
        where THandler : struct, IBatchHandler<T> =>
        new(ring, barrier, new BatchDispatch<T, THandler>(handler));

    public static EventProcessor<T, TBarrier, EventDispatch<T, THandler>, TWait>
        RunEvents<T, TBarrier, THandler, TWait>(
            RingBuffer<T> ring, TBarrier barrier, THandler handler, TWait wait, ProcessorOptions options)
        where T : unmanaged
        where TBarrier : struct, IBarrier
        where THandler : struct, IEventHandler<T>
        where TWait : struct, IWaitStrategy =>
        new(ring, barrier, new EventDispatch<T, THandler>(handler), wait, options);

    /// <exception cref="ArgumentException">The ring has no spans to give.</exception>
    public static EventProcessor<T, TBarrier, BatchDispatch<T, THandler>, TWait>
        RunBatches<T, TBarrier, THandler, TWait>(
            RingBuffer<T> ring, TBarrier barrier, THandler handler, TWait wait, ProcessorOptions options)
        where T : unmanaged
        where TBarrier : struct, IBarrier
        where THandler : struct, IBatchHandler<T>
        where TWait : struct, IWaitStrategy =>
        new(ring, barrier, new BatchDispatch<T, THandler>(handler), wait, options);
}
