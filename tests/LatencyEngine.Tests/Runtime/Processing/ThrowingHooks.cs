using LatencyEngine.Runtime.Processing;

namespace LatencyEngine.Tests.Runtime.Processing;

/// <summary>
/// Counts in the struct itself and then throws, in one optional call; says the count when it is shut down.
/// </summary>
internal struct ThrowingHooks(string throwIn, Recording recording)
    : IEventHandler<long>, IBatchStartHandler, ILifecycleHandler, ITimeoutHandler
{
    private int _calls;

    public readonly void OnEvent(ref long e, long sequence, bool endOfBatch)
    {
    }

    public void OnStart() => CountAndThrow("start");

    public void OnBatchStart(int batchCount, long queueDepth) => CountAndThrow("batch start");

    public void OnTimeout(long lastSequence) => CountAndThrow("timeout");

    public readonly void OnShutdown() => recording.Add($"{_calls} call before the shutdown");

    private void CountAndThrow(string call)
    {
        if (call != throwIn) return;
        _calls++;
        throw new InvalidOperationException($"asked to fail in {call}");
    }
}
