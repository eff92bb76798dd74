using System.Net;
using System.Net.Sockets;

namespace LatencyEngine.IntegrationTests.Multicast.Sockets;

/// <summary>A fact about IPv6 on the loopback; skipped with the reason where this host does not speak it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IpV6FactAttribute : FactAttribute
{
    private static readonly IPAddress Group = IPAddress.Parse("ff01::1:63");

    private static readonly string? NoHosts = WhyNot(IPAddress.IPv6Loopback, "the loopback has no IPv6");
    private static readonly string? NoGroups =
        WhyNot(Group, "the loopback has no IPv6 groups, which Linux needs a route for: ip -6 route add ff00::/8 dev lo table local");

    /// <param name="groups">Whether it is about multicast.</param>
    public IpV6FactAttribute(bool groups = false) => Skip = groups ? NoGroups : NoHosts;

    private static string? WhyNot(IPAddress destination, string reason)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.MulticastInterface, 1);
            socket.SendTo([0], new IPEndPoint(destination, ((IPEndPoint)socket.LocalEndPoint!).Port));
            return null;
        }
        catch (SocketException e)
        {
            return $"{reason} ({e.Message})";
        }
    }
}
