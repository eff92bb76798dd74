using LatencyEngine.Multicast.Publishing;

namespace LatencyEngine.Streams.Publishing;

/// <summary>
/// Numbers the messages of a stream, from 1. The publisher's thread; the counts may be read by any.
/// </summary>
/// <remarks>A number is used up by a message that nobody took, so that whoever listens sees that one is missing.</remarks>
public sealed class NumberedOutlet(IOutlet outlet)
{
    private long _sequence;
    private long _dropped;

    public int SessionId => outlet.SessionId;

    public bool IsConnected => outlet.IsConnected;

    /// <summary>Number of the last message, sent or not.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>Messages that were not taken: nobody listened, or all were too slow.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    public long Sent => Sequence - Dropped;

    /// <summary>Sends a message, or drops it.</summary>
    public void Send(ReadOnlySpan<byte> message)
    {
        Volatile.Write(ref _sequence, _sequence + 1);
        if (outlet.Offer(message, _sequence) < 0) Volatile.Write(ref _dropped, _dropped + 1);
    }

    /// <summary>Sends a message, drops it where nobody listens, and keeps it where those who listen are too slow.</summary>
    /// <returns><c>false</c> where it is kept: no number was used.</returns>
    public bool TrySend(ReadOnlySpan<byte> message)
    {
        var result = outlet.Offer(message, _sequence + 1);
        if (result == OfferResult.BackPressured) return false;
        Volatile.Write(ref _sequence, _sequence + 1);
        if (result < 0) Volatile.Write(ref _dropped, _dropped + 1);
        return true;
    }

    /// <summary>As a message that nobody took.</summary>
    public void Skip()
    {
        Volatile.Write(ref _sequence, _sequence + 1);
        Volatile.Write(ref _dropped, _dropped + 1);
    }
}
