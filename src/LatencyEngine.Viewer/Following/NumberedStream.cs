namespace LatencyEngine.Viewer.Following;

/// <summary>
/// The messages of one publication that are numbered without a gap: tells the next one from old ones and from gaps, and
/// holds what comes while a snapshot is awaited. One thread.
/// </summary>
/// <remarks>
/// <b>Invariant.</b> Everything from <see cref="First"/> up to the message before <see cref="Next"/> has come, and is held
/// while <see cref="IsHolding"/>.
/// </remarks>
internal sealed class NumberedStream(int bufferBytesMax)
{
    private readonly MessageBuffer _held = new(bufferBytesMax);
    private long _told;

    /// <summary>Transport session of the publication; <c>null</c> where none is followed.</summary>
    public int? SessionId { get; private set; }

    /// <summary>First message from which on nothing is missing.</summary>
    public long First { get; private set; }

    /// <summary>The message that is due next; 0 where any may be the first.</summary>
    public long Next { get; private set; }

    public bool IsHolding { get; private set; } = true;

    /// <summary>How often messages were missing.</summary>
    public long Gaps { get; private set; }

    /// <summary>Messages that were missing, as far as their number is known.</summary>
    public long Missed { get; private set; }

    /// <summary>Messages that came again, or after a later one.</summary>
    public long Old { get; private set; }

    /// <summary>How often so much was held that there was no room for more.</summary>
    public long Overflows { get; private set; }

    public int HeldCount => _held.Count;

    /// <summary>Follows a publication from a message on, and holds what comes.</summary>
    /// <param name="next">0 for whichever comes first.</param>
    public void Follow(int sessionId, long next = 0)
    {
        SessionId = sessionId;
        (First, Next, _told) = (next, next, 0);
        IsHolding = true;
        _held.Clear();
    }

    public void Leave()
    {
        SessionId = null;
        _held.Clear();
        IsHolding = true;
    }

    /// <summary>From now on messages are held.</summary>
    public void Hold()
    {
        if (IsHolding) return;
        IsHolding = true;
        First = Next;
    }

    public Arrival Take(long sequence, ReadOnlySpan<byte> message)
    {
        if (sequence < Next)
        {
            Old++;
            return Arrival.Old;
        }

        var isGap = Next != 0 && sequence > Next;
        if (isGap) NoteGap(sequence - Next);
        if (isGap || Next == 0) First = sequence;
        Next = sequence + 1;
        if (IsHolding) Keep(sequence, message);
        if (isGap) return Arrival.AfterGap;
        return IsHolding ? Arrival.Held : Arrival.Next;
    }

    /// <summary>
    /// The publisher tells, on another stream, how far it is: a loss shows though nothing comes after it. Messages may be
    /// on their way meanwhile, so that this is held to what was told the time before.
    /// </summary>
    /// <param name="sequence">Last message that was sent.</param>
    /// <returns><c>false</c> where messages are missing; those behind them are held.</returns>
    public bool IsWholeTo(long sequence)
    {
        var missing = SessionId is null || Next == 0 ? 0 : _told + 1 - Next;
        _told = sequence;
        if (missing <= 0) return true;
        NoteGap(missing);
        First = Next += missing;
        return false;
    }

    /// <summary>Whether nothing is missing between a snapshot and what is held.</summary>
    /// <param name="sequence">Last message that the snapshot holds.</param>
    public bool Covers(long sequence) => Next == 0 || First - 1 <= sequence;

    /// <summary>Goes on from a snapshot: what is held after it is handed on, and no more is held.</summary>
    public int Release<TSink>(long sequence, ref TSink sink)
        where TSink : struct, IMessageSink
    {
        var count = 0;
        foreach (var held in _held)
        {
            if (held.Sequence <= sequence) continue;
            sink.Take(held.Sequence, held.Message);
            count++;
        }

        _held.Clear();
        IsHolding = false;
        Next = Math.Max(Next, sequence + 1);
        return count;
    }

    private void NoteGap(long missing)
    {
        Gaps++;
        Missed += missing;
        _held.Clear();
        IsHolding = true;
    }

    private void Keep(long sequence, ReadOnlySpan<byte> message)
    {
        if (_held.TryAdd(sequence, message)) return;
        Overflows++;
        _held.Clear();
        First = Next;
    }
}

/// <summary>How a message stands to those before it.</summary>
internal enum Arrival
{
    /// <summary>The one that was due, to be applied.</summary>
    Next,

    /// <summary>The one that was due, held until there is a snapshot.</summary>
    Held,

    /// <summary>It was there before.</summary>
    Old,

    /// <summary>Others are missing before it; it is held.</summary>
    AfterGap,
}

/// <summary>Takes messages that were held. Implemented by structs, so that the call is direct.</summary>
internal interface IMessageSink
{
    void Take(long sequence, ReadOnlySpan<byte> message);
}
