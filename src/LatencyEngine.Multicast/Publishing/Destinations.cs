using LatencyEngine.Multicast.Protocol;
using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.Multicast.Publishing;

/// <summary>
/// To whom a multi-destination channel sends: those who tell their address by status messages (dynamic), or those whom
/// the application names (manual). The sender's thread. Holds <see cref="DestinationsMax"/>; more are not served.
/// </summary>
internal sealed class Destinations(bool isDynamic)
{
    public const int DestinationsMax = 256;

    private readonly UdpAddress[] _addresses = new UdpAddress[DestinationsMax];
    private readonly (long ReceiverId, long HeardNanos)[] _origins = new (long, long)[DestinationsMax];
    private int _count;

    public ReadOnlySpan<UdpAddress> Addresses => _addresses.AsSpan(0, _count);

    /// <summary>Names a destination. Again changes nothing.</summary>
    /// <returns>Whether there was room.</returns>
    public bool Add(in UdpAddress address)
    {
        if (Addresses.Contains(address)) return true;
        if (_count == DestinationsMax) return false;
        _addresses[_count++] = address;
        return true;
    }

    public void Remove(in UdpAddress address)
    {
        var index = Addresses.IndexOf(address);
        if (index >= 0) RemoveAt(index);
    }

    /// <summary>A status message has come: where from, is where to.</summary>
    public void OnStatus(in UdpAddress from, long receiverId, long nowNanos)
    {
        if (!isDynamic) return;
        var index = IndexOf(receiverId, from.Port);
        if (index < 0)
        {
            if (_count == DestinationsMax) return;
            index = _count++;
        }
        _addresses[index] = from;
        _origins[index] = (receiverId, nowNanos);
    }

    /// <summary>Forgets who has fallen silent.</summary>
    public void OnTime(long nowNanos)
    {
        if (!isDynamic) return;
        for (var i = _count - 1; i >= 0; i--)
            if (nowNanos - _origins[i].HeardNanos > ProtocolTimes.ReceiverTimeoutNanos) RemoveAt(i);
    }

    private int IndexOf(long receiverId, ushort port)
    {
        for (var i = 0; i < _count; i++)
            if (_origins[i].ReceiverId == receiverId && _addresses[i].Port == port) return i;
        return -1;
    }

    private void RemoveAt(int index)
    {
        _count--;
        _addresses[index] = _addresses[_count];
        _origins[index] = _origins[_count];
    }
}
