using System.Runtime.CompilerServices;

namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// Calls the optional interfaces of a handler struct. The processor's thread; owns a box as large as the handler.
/// </summary>
/// <remarks>
/// A struct cannot be asked for an interface that its type parameter does not name without boxing it, and the call
/// would then
/// change the box and not the handler. So one box is made at start-up, and a call copies the handler into it and
/// back, also when the call throws: what the handler did until then stays done. Handlers
/// are small (they hold references), the copies cost a few moves, and handlers without the interface pay nothing:
/// whether they
/// have it is known to the JIT.
/// </remarks>
internal readonly struct HandlerHooks<THandler>
    where THandler : struct
{
    private readonly object? _box;

    public HandlerHooks(THandler handler)
    {
        if (WantsBatchStart || WantsTimeout || WantsLifecycle) _box = handler;
    }

    public static bool WantsBatchStart => typeof(IBatchStartHandler).IsAssignableFrom(typeof(THandler));

    private static bool WantsTimeout => typeof(ITimeoutHandler).IsAssignableFrom(typeof(THandler));

    private static bool WantsLifecycle => typeof(ILifecycleHandler).IsAssignableFrom(typeof(THandler));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OnBatchStart(ref THandler handler, int batchCount, long queueDepth)
    {
        if (WantsBatchStart) CallBatchStart(ref handler, batchCount, queueDepth);
    }

    public void OnTimeout(ref THandler handler, long lastSequence)
    {
        if (!WantsTimeout) return;
        PutIn(handler);
        try
        {
            Unsafe.As<ITimeoutHandler>(_box!).OnTimeout(lastSequence);
        }
        finally
        {
            handler = TakeOut();
        }
    }

    public void OnStart(ref THandler handler)
    {
        if (!WantsLifecycle) return;
        PutIn(handler);
        try
        {
            Unsafe.As<ILifecycleHandler>(_box!).OnStart();
        }
        finally
        {
            handler = TakeOut();
        }
    }

    public void OnShutdown(ref THandler handler)
    {
        if (!WantsLifecycle) return;
        PutIn(handler);
        try
        {
            Unsafe.As<ILifecycleHandler>(_box!).OnShutdown();
        }
        finally
        {
            handler = TakeOut();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CallBatchStart(ref THandler handler, int batchCount, long queueDepth)
    {
        PutIn(handler);
        try
        {
            Unsafe.As<IBatchStartHandler>(_box!).OnBatchStart(batchCount, queueDepth);
        }
        finally
        {
            handler = TakeOut();
        }
    }

    private void PutIn(in THandler handler) => Unsafe.Unbox<THandler>(_box!) = handler;

    private THandler TakeOut() => Unsafe.Unbox<THandler>(_box!);
}
