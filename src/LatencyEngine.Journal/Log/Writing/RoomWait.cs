namespace LatencyEngine.Journal.Log.Writing;

/// <summary>
/// The wait of the writing thread for room on the disk: naps until there is some, or until somebody stops the writer.
/// </summary>
internal sealed class RoomWait(TimeSpan nap, CancellationToken stopping) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private volatile bool _isWaiting;
    private long _naps;

    /// <summary>Whether the writing thread waits for room right now.</summary>
    public bool IsWaiting => _isWaiting;

    /// <summary>How often it slept for want of room.</summary>
    public long Naps => Volatile.Read(ref _naps);

    public void Begin() => _isWaiting = true;

    public void End() => _isWaiting = false;

    /// <exception cref="OperationCanceledException">The writer is being stopped.</exception>
    public void Nap()
    {
        Begin();
        Volatile.Write(ref _naps, _naps + 1);
        if (!_stop.Token.WaitHandle.WaitOne(nap)) return;
        End();
        throw Stopped();
    }

    public void ThrowIfStopped()
    {
        if (!_stop.IsCancellationRequested) return;
        End();
        throw Stopped();
    }

    /// <summary>Any thread: the wait ends, now and ever after.</summary>
    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    private OperationCanceledException Stopped() =>
        new("the writer was stopped while it waited for room on the disk", _stop.Token);
}
