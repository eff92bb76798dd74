namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>
/// Tells which commits a crash of the server can no longer take back. Commits do not wait for the disk, so each is noted
/// with the end of the server's write-ahead log after it, and counts when the log is flushed to there. One thread.
/// </summary>
internal sealed class DurableMarks
{
    private const int MarksMax = 256;

    private readonly Queue<(long Sequence, long WalEnd)> _marks = new();

    /// <summary>The last journal sequence that is durable in the store.</summary>
    public long Sequence { get; private set; }

    public bool HasOpenMarks => _marks.Count > 0;

    /// <summary>After a new connection: what it finds may not be flushed yet.</summary>
    public void Restart(long committed, long walEnd)
    {
        _marks.Clear();
        _marks.Enqueue((committed, walEnd));
        Sequence = Math.Min(Sequence, committed);
    }

    /// <summary>With too many open marks a commit is left out; the next one stands for it.</summary>
    public void Add(long sequence, long walEnd)
    {
        if (_marks.Count < MarksMax) _marks.Enqueue((sequence, walEnd));
    }

    public void Flushed(long walFlushed)
    {
        while (_marks.TryPeek(out var mark) && mark.WalEnd <= walFlushed) Sequence = _marks.Dequeue().Sequence;
    }
}
