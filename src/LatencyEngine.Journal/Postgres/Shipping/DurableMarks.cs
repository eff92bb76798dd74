namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>
/// Tells which commits a crash of the server can no longer take back. Commits do not wait for the disk, so each is noted
/// with the end of the server's write-ahead log after it, and counts when the log is flushed to there. One thread.
/// </summary>
internal sealed class DurableMarks
{
    private const int MarksMax = 256;

    private readonly LinkedList<(long Sequence, long WalEnd)> _marks = new();

    /// <summary>The last journal sequence that is durable in the store.</summary>
    public long Sequence { get; private set; }

    public bool HasOpenMarks => _marks.Count > 0;

    /// <summary>After a new connection: what it finds may not be flushed yet.</summary>
    public void Restart(long committed, long walEnd)
    {
        _marks.Clear();
        _marks.AddLast((committed, walEnd));
        Sequence = Math.Min(Sequence, committed);
    }

    /// <summary>With too many open marks the newest stands for both: it counts a little later.</summary>
    public void Add(long sequence, long walEnd)
    {
        if (_marks.Count == MarksMax) _marks.RemoveLast();
        _marks.AddLast((sequence, walEnd));
    }

    public void Flushed(long walFlushed)
    {
        while (_marks.First is { Value: var mark } && mark.WalEnd <= walFlushed)
        {
            Sequence = mark.Sequence;
            _marks.RemoveFirst();
        }
    }
}
