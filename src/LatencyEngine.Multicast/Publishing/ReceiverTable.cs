namespace LatencyEngine.Multicast.Publishing;

/// <summary>A receiver as its last status message told.</summary>
/// <param name="ReceiverId">Random, per receiving driver.</param>
/// <param name="Position">What it has consumed.</param>
/// <param name="WindowEnd">Up to where it takes more.</param>
/// <param name="HeardNanos">When it told that, on the driver's monotonic clock.</param>
/// <param name="IsCounted">Whether flow control waits for it.</param>
internal readonly record struct Receiver(long ReceiverId, long Position, long WindowEnd, long HeardNanos, bool IsCounted);

/// <summary>
/// The receivers of one stream. The sender's thread. Holds <see cref="ReceiversMax"/>: more are served, but neither
/// counted nor waited for.
/// </summary>
internal sealed class ReceiverTable
{
    public const int ReceiversMax = 256;

    private readonly Receiver[] _receivers = new Receiver[ReceiversMax];

    public int Count { get; private set; }

    public ReadOnlySpan<Receiver> All => _receivers.AsSpan(0, Count);

    /// <summary>Receivers that flow control waits for.</summary>
    public int CountedCount { get; private set; }

    /// <summary>Whether this receiver is known.</summary>
    public bool TryFind(long receiverId, out Receiver receiver)
    {
        var index = IndexOf(receiverId);
        receiver = index < 0 ? default : _receivers[index];
        return index >= 0;
    }

    /// <summary>Notes what a receiver has told; <c>false</c> when there is no room for another.</summary>
    public bool Set(in Receiver receiver)
    {
        var index = IndexOf(receiver.ReceiverId);
        if (index < 0)
        {
            if (Count == ReceiversMax) return false;
            index = Count++;
            _receivers[index] = default;
        }
        if (receiver.IsCounted != _receivers[index].IsCounted) CountedCount += receiver.IsCounted ? 1 : -1;
        _receivers[index] = receiver;
        return true;
    }

    public void Remove(long receiverId)
    {
        var index = IndexOf(receiverId);
        if (index >= 0) RemoveAt(index);
    }

    /// <summary>Forgets those that were not heard for too long.</summary>
    /// <returns>Whether there were any.</returns>
    public bool RemoveSilent(long sinceNanos)
    {
        var before = Count;
        for (var i = Count - 1; i >= 0; i--)
            if (_receivers[i].HeardNanos < sinceNanos) RemoveAt(i);
        return Count != before;
    }

    /// <summary>The least window end of those that flow control waits for; the greatest number when there are none.</summary>
    public long WindowEndMin()
    {
        var min = long.MaxValue;
        foreach (ref readonly var receiver in All)
            if (receiver.IsCounted) min = Math.Min(min, receiver.WindowEnd);
        return min;
    }

    private int IndexOf(long receiverId)
    {
        for (var i = 0; i < Count; i++)
            if (_receivers[i].ReceiverId == receiverId) return i;
        return -1;
    }

    private void RemoveAt(int index)
    {
        if (_receivers[index].IsCounted) CountedCount--;
        _receivers[index] = _receivers[--Count];
    }
}
