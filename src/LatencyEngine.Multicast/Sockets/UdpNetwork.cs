using System.Runtime.InteropServices;

namespace LatencyEngine.Multicast.Sockets;

/// <summary>
/// The system's network: sockets that hand over many datagrams in one call on 64-bit Linux, and the framework's
/// elsewhere. No state; any cold thread.
/// </summary>
/// <param name="isPortable">The framework's everywhere.</param>
internal sealed class UdpNetwork(bool isPortable = false) : INetwork
{
    /// <summary>Whether this system offers the calls for many datagrams, in the layout known here.</summary>
    public static bool OffersBatches { get; } =
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    public IDatagramSocket Open(in DatagramSocketOptions options)
    {
        var socket = SocketOpening.Open(options);
        return OffersBatches && !isPortable ? new LinuxDatagramSocket(socket, options.TakesTrains) : new PortableDatagramSocket(socket);
    }
}
