namespace LatencyEngine.PerfTests.Harness;

/// <summary>
/// Holds the parts of one run until all have arrived, and the main thread until all have ended.
/// </summary>
internal sealed class StartLine(int parts) : IDisposable
{
    // Spinning alone would deadlock the arrival when there are more parts than cores.
    private const int SpinsBeforeYield = 100;

    private readonly CountdownEvent _running = new(parts);
    private int _missing = parts;

    public void Arrive()
    {
        Interlocked.Decrement(ref _missing);
        for (var spins = 0; Volatile.Read(ref _missing) > 0; spins++)
        {
            if (spins < SpinsBeforeYield) Thread.SpinWait(1);
            else Thread.Yield();
        }
    }

    public void End() => _running.Signal();

    public void AwaitEnd() => _running.Wait();

    public void Dispose() => _running.Dispose();
}
