namespace LatencyEngine.Streams.Publishing;

/// <summary>
/// Where a stream leaves the engine: a publication of the transport, or the memory of a simulation. The publisher's thread.
/// </summary>
public interface IOutlet
{
    /// <summary>Of the stream's transport session, chosen anew whenever a stream begins.</summary>
    int SessionId { get; }

    /// <summary>Whether somebody listens.</summary>
    bool IsConnected { get; }

    /// <summary>Hands a message over, or not; never waits.</summary>
    /// <returns>As <see cref="Multicast.Publishing.Publication.Offer"/>.</returns>
    long Offer(ReadOnlySpan<byte> message, long reservedValue);
}
