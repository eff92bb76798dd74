using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Processing;

/// <summary>Gives events to an <see cref="IBatchHandler{T}"/> as spans. The processor's thread.</summary>
public struct BatchDispatch<T, THandler>(THandler handler) : IDispatch<T>
    where T : unmanaged
    where THandler : struct, IBatchHandler<T>
{
    private readonly HandlerHooks<THandler> _hooks = new(handler);
    private THandler _handler = handler;

    static bool IDispatch<T>.WantsBatchStart => HandlerHooks<THandler>.WantsBatchStart;

    [ColdPath("processors are made at start-up")]
    public readonly void Check(RingBuffer<T> ring)
    {
        if (ring.Publication != Publication.Cursor)
            throw new ArgumentException(
                $"Ring '{ring.Name}' publishes by {ring.Publication}: headers lie between its slots, "
                + "so a batch is not a span.");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispatch(
        ref T first, nint strideBytes, long firstSequence, long lastSequence, bool endsBatch, ref long inHand)
    {
        inHand = firstSequence;
        var events = MemoryMarshal.CreateSpan(ref first, (int)(lastSequence - firstSequence + 1));
        _handler.OnBatch(events, firstSequence, endsBatch);
    }

    public void OnBatchStart(int batchCount, long queueDepth) =>
        _hooks.OnBatchStart(ref _handler, batchCount, queueDepth);

    public void OnTimeout(long lastSequence) => _hooks.OnTimeout(ref _handler, lastSequence);

    public void OnStart() => _hooks.OnStart(ref _handler);

    public void OnShutdown() => _hooks.OnShutdown(ref _handler);
}
