using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.Multicast.Subscribing;

/// <summary>A way back to a sender.</summary>
/// <param name="Endpoint">Through which it was heard.</param>
/// <param name="Address">Where it listens for answers.</param>
/// <param name="HeardNanos">Last.</param>
internal readonly record struct SenderPath(ReceiveEndpoint Endpoint, UdpAddress Address, long HeardNanos);

/// <summary>
/// Through which endpoints a stream comes in: one, but for subscriptions with several destinations. The receiver's
/// thread. Holds <see cref="PathsMax"/>; a packet through another is taken, but not answered there.
/// </summary>
internal sealed class SenderPaths
{
    public const int PathsMax = 16;

    private readonly SenderPath[] _paths = new SenderPath[PathsMax];
    private int _count;

    public ReadOnlySpan<SenderPath> All => _paths.AsSpan(0, _count);

    /// <summary>The latest address through an endpoint is the one that is answered.</summary>
    public void Note(ReceiveEndpoint endpoint, in UdpAddress address, long nowNanos)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_paths[i].Endpoint != endpoint) continue;
            _paths[i] = new SenderPath(endpoint, address, nowNanos);
            return;
        }
        if (_count < PathsMax) _paths[_count++] = new SenderPath(endpoint, address, nowNanos);
    }

    public void Forget(ReceiveEndpoint endpoint)
    {
        for (var i = _count - 1; i >= 0; i--)
            if (_paths[i].Endpoint == endpoint) _paths[i] = _paths[--_count];
    }
}
