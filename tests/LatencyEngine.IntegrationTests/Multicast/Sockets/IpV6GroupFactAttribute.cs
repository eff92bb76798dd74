using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace LatencyEngine.IntegrationTests.Multicast.Sockets;

/// <summary>
/// A fact about groups of IPv6, which Linux does not carry on its loopback. It needs another interface that has IPv6 and
/// is skipped without one. Its groups begin with ff01: the system never lets such datagrams leave the host.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IpV6GroupFactAttribute : FactAttribute
{
    public IpV6GroupFactAttribute() =>
        Skip = Interface is null ? "no interface beside the loopback has IPv6 and multicast" : null;

    /// <summary>An address of it.</summary>
    public static string? Interface { get; } = Find();

    private static string? Find()
    {
        var addresses = from candidate in NetworkInterface.GetAllNetworkInterfaces()
                        where candidate.NetworkInterfaceType != NetworkInterfaceType.Loopback
                        where candidate.OperationalStatus == OperationalStatus.Up && candidate.SupportsMulticast
                        from unicast in candidate.GetIPProperties().UnicastAddresses
                        where unicast.Address.AddressFamily == AddressFamily.InterNetworkV6
                        orderby unicast.Address.IsIPv6LinkLocal
                        select unicast.Address.ToString();
        return addresses.FirstOrDefault();
    }
}
