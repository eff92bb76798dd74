using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using LatencyEngine.Multicast.Channels;

namespace LatencyEngine.Multicast.Sockets;

/// <summary>Opens a socket of the framework and sets it up as its options say. No state; cold threads.</summary>
internal static class SocketOpening
{
    /// <summary>IPPROTO_IP and IP_MULTICAST_ALL of Linux.</summary>
    private static readonly (int Level, int Name) AllGroups = (0, 49);

    /// <summary>IPPROTO_IPV6 and IPV6_MULTICAST_ALL of Linux.</summary>
    private static readonly (int Level, int Name) AllGroupsV6 = (41, 29);

    /// <summary>SIO_UDP_CONNRESET of Windows: whether a closed port at the other end makes receiving fail.</summary>
    private const int ReportClosedPorts = unchecked((int)0x9800000C);

    /// <exception cref="ChannelException">The address is taken, not this host's, or not permitted.</exception>
    public static Socket Open(in DatagramSocketOptions options)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(FamilyOf(options.Bind), SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
            SetUp(socket, options);
            return socket;
        }
        catch (SocketException e)
        {
            socket?.Dispose();
            throw new ChannelException($"channel '{options.Channel}': cannot open {NameOf(options)}: {ReasonOf(e)}");
        }
    }

    /// <summary>
    /// What the system grants for datagrams. Linux doubles what it was asked for and keeps the other half for its own
    /// records; that half is not counted here.
    /// </summary>
    public static int ReceiveBufferBytesOf(Socket socket) =>
        OperatingSystem.IsLinux() ? socket.ReceiveBufferSize / 2 : socket.ReceiveBufferSize;

    private static AddressFamily FamilyOf(UdpAddress address) =>
        address.IsV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;

    private static void SetUp(Socket socket, in DatagramSocketOptions options)
    {
        if (options.Bind.IsV6) socket.DualMode = false;
        if (options.ReceiveBufferBytes > 0) socket.ReceiveBufferSize = options.ReceiveBufferBytes;
        if (options.SendBufferBytes > 0) socket.SendBufferSize = options.SendBufferBytes;
        if (OperatingSystem.IsWindows()) socket.IOControl(ReportClosedPorts, [0, 0, 0, 0], null);
        SetSharing(socket, options.IsShared);
        socket.Bind(BindAddressOf(options).ToEndPoint());
        SetMulticast(socket, options);
    }

    /// <summary>
    /// On Linux, what the framework calls reuse lets a second process bind to the same address and take half of the
    /// datagrams. Members of a group each get all of them; anything else must be alone.
    /// </summary>
    private static void SetSharing(Socket socket, bool isShared)
    {
        if (isShared) socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        else if (OperatingSystem.IsWindows()) socket.ExclusiveAddressUse = true;
    }

    /// <summary>A member of a group hears at any address: the group's is none of this host's.</summary>
    private static UdpAddress BindAddressOf(in DatagramSocketOptions options) =>
        options.Group is null ? options.Bind : options.Bind with { High = 0, Low = 0, ScopeId = 0 };

    private static void SetMulticast(Socket socket, in DatagramSocketOptions options)
    {
        var level = options.Bind.IsV6 ? SocketOptionLevel.IPv6 : SocketOptionLevel.IP;
        if (options.TimeToLive > 0)
            socket.SetSocketOption(level, SocketOptionName.MulticastTimeToLive, options.TimeToLive);
        var local = options.Interface is { IsAny: false } named ? named.ToEndPoint().Address : null;
        if (options.Bind.IsV6) SetMulticastV6(socket, options.Group, IndexOf(local));
        else SetMulticastV4(socket, options.Group, local ?? IPAddress.Any);
        if (OperatingSystem.IsLinux()) HearOnlyJoined(socket, options.Bind.IsV6 ? AllGroupsV6 : AllGroups);
    }

    private static void SetMulticastV4(Socket socket, UdpAddress? group, IPAddress local)
    {
        var option = BitConverter.ToInt32(local.GetAddressBytes());
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, option);
        if (group is not { } joined) return;
        var membership = new MulticastOption(joined.ToEndPoint().Address, local);
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, membership);
    }

    private static void SetMulticastV6(Socket socket, UdpAddress? group, int index)
    {
        socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.MulticastInterface, index);
        if (group is not { } joined) return;
        var membership = new IPv6MulticastOption(joined.ToEndPoint().Address, index);
        socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.AddMembership, membership);
    }

    /// <summary>IPv6 knows interfaces by number: the one that has the address, or 0 for the system's choice.</summary>
    private static int IndexOf(IPAddress? local)
    {
        if (local is null || local.AddressFamily != AddressFamily.InterNetworkV6) return 0;
        foreach (var candidate in NetworkInterface.GetAllNetworkInterfaces())
        {
            var properties = candidate.GetIPProperties();
            foreach (var unicast in properties.UnicastAddresses)
            {
                if (unicast.Address.Equals(local)) return properties.GetIPv6Properties().Index;
            }
        }
        throw new SocketException((int)SocketError.AddressNotAvailable);
    }

    /// <summary>
    /// Else Linux hands a socket what comes to groups that others on this host have joined at its port. A kernel too old
    /// for the option is no failure: whoever reads datagrams tells streams apart anyway.
    /// </summary>
    private static void HearOnlyJoined(Socket socket, (int Level, int Name) option)
    {
        try
        {
            socket.SetRawSocketOption(option.Level, option.Name, [0, 0, 0, 0]);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ProtocolOption or SocketError.OperationNotSupported)
        {
            return;
        }
    }

    private static string NameOf(in DatagramSocketOptions options)
    {
        var group = options.Group is { } joined ? $" in group {joined}" : "";
        var local = options.Interface is { } named ? $" on interface {named}" : "";
        return $"{BindAddressOf(options)}{group}{local}";
    }

    private static string ReasonOf(SocketException e) =>
        e.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => "the address is taken by another socket; expected a free port",
            SocketError.AddressNotAvailable => "not an address of this host; expected one that an interface has",
            SocketError.AccessDenied => "not permitted; expected a port above 1023, or the right to use this one",
            SocketError.AddressFamilyNotSupported => "this host does not speak that kind of address",
            SocketError.NoBufferSpaceAvailable => "the system allows no more groups or buffers",
            SocketError.TooManyOpenSockets => "the system allows no more open sockets",
            _ => $"{e.Message} ({e.SocketErrorCode})",
        };
}
