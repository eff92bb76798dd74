namespace LatencyEngine.Venues.Binance;

/// <summary>What is to be done with a depth message.</summary>
internal enum DepthVerdict : byte
{
    None,

    /// <summary>It is the next one.</summary>
    Apply,

    /// <summary>The book holds it already.</summary>
    Stale,

    /// <summary>Messages before it are missing.</summary>
    Gap,
}

/// <summary>
/// The venue's rule of continuity: a snapshot, the first message that straddles it, and from then on each message
/// directly after the one before. Knows ids only. One thread.
/// </summary>
internal sealed class DepthSequence
{
    private bool _awaitsStraddle;

    /// <summary>Whether there is a book to apply messages to.</summary>
    public bool IsLive { get; private set; }

    /// <summary>The id that the book is at; without meaning while it is not live.</summary>
    public long LastId { get; private set; }

    /// <summary>Judges a message for a live book, and moves on if it is to be applied.</summary>
    public DepthVerdict Judge(DepthIds ids)
    {
        if (ids.Last <= LastId) return DepthVerdict.Stale;
        var isNext = _awaitsStraddle ? ids.Previous <= LastId : ids.Previous == LastId;
        if (!isNext) return DepthVerdict.Gap;
        LastId = ids.Last;
        _awaitsStraddle = false;
        return DepthVerdict.Apply;
    }

    /// <summary>The book is now the snapshot with this id.</summary>
    public void Start(long snapshotId)
    {
        LastId = snapshotId;
        IsLive = true;
        _awaitsStraddle = true;
    }

    /// <summary>The book is lost.</summary>
    public void Lose() => IsLive = false;
}
