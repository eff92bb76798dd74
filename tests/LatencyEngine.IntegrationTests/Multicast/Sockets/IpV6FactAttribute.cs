using System.Net;
using System.Net.Sockets;

namespace LatencyEngine.IntegrationTests.Multicast.Sockets;

/// <summary>A fact about IPv6 on the loopback; skipped with the reason where this host does not speak it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IpV6FactAttribute : FactAttribute
{
    private static readonly string? Reason = WhyNot();

    public IpV6FactAttribute() => Skip = Reason;

    private static string? WhyNot()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return null;
        }
        catch (SocketException e)
        {
            return $"no IPv6 on the loopback: {e.Message}";
        }
    }
}
