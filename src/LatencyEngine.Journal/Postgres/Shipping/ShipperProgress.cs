using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>How far the shipper is: written by its loop, read by any thread.</summary>
internal sealed class ShipperProgress(ShipperOptions options)
{
    private readonly Lock _gate = new();
    private readonly List<(long Sequence, TaskCompletionSource Reached)> _waiting = [];
    private ShipperStatus _status = new(ShipperState.Connecting, "", 0, 0, 0, 0, 0, 0, false, false);
    private long _logSequence;
    private long _bytes;
    private long _records;

    public long CommittedSequence => Volatile.Read(ref _status).CommittedSequence;

    public long ShippedSequence => Volatile.Read(ref _status).ShippedSequence;

    public ShipperStatus Status
    {
        get
        {
            var status = Volatile.Read(ref _status);
            var log = options.LogDurableSequence?.Invoke() ?? Volatile.Read(ref _logSequence);
            var lag = Math.Max(0, log - status.CommittedSequence);
            return status with { LagRecords = lag, LagBytes = lag * Volatile.Read(ref _bytes) / Math.Max(1, Volatile.Read(ref _records)) };
        }
    }

    /// <summary>Whether somebody waits for a record to be durable.</summary>
    public bool IsAwaited
    {
        get
        {
            lock (_gate) return _waiting.Count > 0;
        }
    }

    /// <summary>What a look into the log found.</summary>
    public void SawLog(long lastSequence) => Volatile.Write(ref _logSequence, lastSequence);

    public void Enter(ShipperState state) => Change(_status with { State = state, Reason = "" });

    public void Connected(StoreConnection store) => Change(_status with { ChecksForeignKeys = store.ChecksForeignKeys });

    public void Found(long committed, long shipped) =>
        Change(_status with { CommittedSequence = committed, ShippedSequence = shipped });

    public void Committed(BatchWriter batch, int rows, long bytes, long shipped)
    {
        Volatile.Write(ref _bytes, _bytes + bytes);
        Volatile.Write(ref _records, _records + rows);
        Change(_status with
        {
            State = ShipperState.Shipping,
            CommittedSequence = batch.Session.LastSequence,
            ShippedSequence = shipped,
            Batches = _status.Batches + 1,
            SharesSequence = batch.SharesSequence,
        });
    }

    public void Flushed(long shipped) => Change(_status with { ShippedSequence = shipped });

    public void Fail(string reason) =>
        Change(_status with { State = ShipperState.Down, Reason = reason, Failures = _status.Failures + 1 });

    public void Stop(string reason)
    {
        Change(_status with { State = ShipperState.Stopped, Reason = reason });
        lock (_gate)
        {
            foreach (var (_, reached) in _waiting) reached.TrySetException(new JournalException(reason));
            _waiting.Clear();
        }
    }

    public Task WaitForAsync(long sequence, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_status.State == ShipperState.Stopped) throw new JournalException(_status.Reason);
            if (_status.ShippedSequence >= sequence) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((sequence, reached));
            return reached.Task.WaitAsync(cancellation);
        }
    }

    private void Change(ShipperStatus status)
    {
        lock (_gate)
        {
            Volatile.Write(ref _status, status);
            foreach (var (sequence, reached) in _waiting)
            {
                if (sequence <= status.ShippedSequence) reached.TrySetResult();
            }
            _waiting.RemoveAll(wait => wait.Reached.Task.IsCompleted);
        }
    }
}
