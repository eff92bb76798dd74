using System.Net;
using System.Net.Sockets;

namespace LatencyEngine.IntegrationTests.Multicast;

/// <summary>A fact about IPv6; skipped where this host has no loopback address of it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IPv6FactAttribute : FactAttribute
{
    public IPv6FactAttribute()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        }
        catch (SocketException e)
        {
            Skip = $"this host has no [::1]: {e.Message}";
        }
    }
}
