using LatencyEngine.Multicast.Publishing;

namespace LatencyEngine.Streams.Publishing;

/// <summary>A publication of the transport as an outlet. The publisher's thread.</summary>
public sealed class PublicationOutlet(Publication publication) : IOutlet
{
    public int SessionId => publication.SessionId;

    public bool IsConnected => publication.IsConnected;

    public long Offer(ReadOnlySpan<byte> message, long reservedValue) => publication.Offer(message, reservedValue);
}
