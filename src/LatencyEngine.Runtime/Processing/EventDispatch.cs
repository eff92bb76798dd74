using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Processing;

/// <summary>Gives events to an <see cref="IEventHandler{T}"/> one at a time. The processor's thread.</summary>
public struct EventDispatch<T, THandler>(THandler handler) : IDispatch<T>
    where T : unmanaged
    where THandler : struct, IEventHandler<T>
{
    private readonly HandlerHooks<THandler> _hooks = new(handler);
    private THandler _handler = handler;

    static bool IDispatch<T>.WantsBatchStart => HandlerHooks<THandler>.WantsBatchStart;

    public readonly void Check(RingBuffer<T> ring)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispatch(
        ref T first, nint strideBytes, long firstSequence, long lastSequence, bool endsBatch, ref long inHand)
    {
        ref var slot = ref first;
        for (var sequence = firstSequence; sequence <= lastSequence; sequence++)
        {
            inHand = sequence;
            _handler.OnEvent(ref slot, sequence, endsBatch & sequence == lastSequence);
            slot = ref Unsafe.AddByteOffset(ref slot, strideBytes);
        }
    }

    public void OnBatchStart(int batchCount, long queueDepth) =>
        _hooks.OnBatchStart(ref _handler, batchCount, queueDepth);

    public void OnTimeout(long lastSequence) => _hooks.OnTimeout(ref _handler, lastSequence);

    public void OnStart() => _hooks.OnStart(ref _handler);

    public void OnShutdown() => _hooks.OnShutdown(ref _handler);
}
