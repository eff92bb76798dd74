using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.Multicast.Channels;

/// <summary>
/// Where a channel's datagrams go and come from: its URI with all names resolved. Resolving may ask the name service and
/// therefore belongs to a cold thread; the result does not change.
/// </summary>
internal sealed record UdpChannel
{
    private const int TimeToLiveMax = 255;

    private static long _ownSockets;

    /// <summary>As the user wrote it.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// Where data go: a group, or the one receiver. <c>null</c> where destinations are learned from status messages or
    /// told by the application. Port 0 for one that the system chooses, on unicast.
    /// </summary>
    public UdpAddress? Data { get; private init; }

    /// <summary>
    /// Where status messages and NAKs go: beside the group, or where a publication with several destinations listens.
    /// <c>null</c> where they go back to whom the data came from.
    /// </summary>
    public UdpAddress? Control { get; private init; }

    /// <summary>Local address, of the interface that was named; <c>null</c> for the system's choice.</summary>
    public UdpAddress? Interface { get; private init; }

    public bool IsMulticast { get; private init; }

    public ControlMode ControlMode { get; private init; }

    /// <summary>Of multicast datagrams; 0 for the system's default.</summary>
    public int TimeToLive { get; private init; }

    /// <summary>
    /// Equal for channels that can share their sockets. One whose port the system chooses, or that has no address, never
    /// equals another.
    /// </summary>
    public string Canonical { get; private init; } = "";

    /// <exception cref="ChannelException">An address is missing, unknown, or does not go with another.</exception>
    public static UdpChannel Resolve(ChannelUri uri)
    {
        var mode = ControlModeOf(uri);
        var data = HostAddress.Read(uri, "endpoint");
        var control = HostAddress.Read(uri, "control");
        CheckAddresses(uri, mode, data, control);
        var isMulticast = data is { IsMulticast: true };
        var channel = new UdpChannel
        {
            Text = uri.Text,
            Data = data,
            Control = isMulticast ? BesideGroup(data!.Value) : control,
            Interface = LocalInterface.Read(uri, isV6: (data ?? control)?.IsV6),
            IsMulticast = isMulticast,
            ControlMode = mode,
            TimeToLive = uri.Count("ttl", 0, (0, TimeToLiveMax)),
        };
        return channel with { Canonical = channel.ComposeCanonical() };
    }

    /// <summary>A number for those who share their sockets with nobody else.</summary>
    public static long NewOwner() => Interlocked.Increment(ref _ownSockets);

    /// <summary>The same, but sharing its sockets only with what has the same owner.</summary>
    public UdpChannel OwnedBy(long owner) => this with { Canonical = $"{Canonical} own={owner}" };

    /// <summary>A control address without a mode is meant for destinations that come and go, as with Aeron.</summary>
    private static ControlMode ControlModeOf(ChannelUri uri) =>
        uri["control-mode"] switch
        {
            null => uri["control"] is null ? ControlMode.None : ControlMode.Dynamic,
            "dynamic" => ControlMode.Dynamic,
            "manual" => ControlMode.Manual,
            "response" => throw uri.Refuse("control-mode", "dynamic or manual: response channels are not carried here"),
            _ => throw uri.Refuse("control-mode", "dynamic or manual"),
        };

    private static void CheckAddresses(ChannelUri uri, ControlMode mode, UdpAddress? data, UdpAddress? control)
    {
        if (mode == ControlMode.None && data is null) throw uri.Refuse("endpoint", "host:port, or a control address");
        if (mode == ControlMode.Dynamic && control is null)
            throw uri.Refuse("control", "host:port, which control-mode=dynamic needs");
        if (data is { IsMulticast: true } group) CheckGroup(uri, group);
        if (control is not { } address) return;
        if (address.IsMulticast) throw uri.Refuse("control", "the address of a host; a group goes into endpoint");
        if (data is not { } end) return;
        if (end.IsV6 != address.IsV6) throw uri.Refuse("control", $"the same kind of address as endpoint={end}");
        if (address.Port == 0) throw uri.Refuse("control", "a port above 0, at which the publication listens");
    }

    private static void CheckGroup(ChannelUri uri, UdpAddress group)
    {
        if ((group.Low & 1) == 0)
            throw uri.Refuse("endpoint", "a group with an odd last byte; the even one after it carries control");
        if (group.Port == 0) throw uri.Refuse("endpoint", "a port above 0, the same for all members of a group");
        if (uri["control"] is not null) throw uri.Refuse("control", "none beside a group, whose own is the next address");
        if (uri["control-mode"] is not null) throw uri.Refuse("control-mode", "none beside a group");
    }

    /// <summary>The next address, within the last byte: behind 255 comes 0, as in Aeron's drivers.</summary>
    private static UdpAddress BesideGroup(UdpAddress group) =>
        group with { Low = (group.Low & ~0xFFul) | ((group.Low + 1) & 0xFF) };

    private string ComposeCanonical()
    {
        var addresses = $"udp data={Data} control={Control} interface={Interface} mode={ControlMode} ttl={TimeToLive}";
        var isOwn = (Data is null && Control is null) || Data is { Port: 0 } || Control is { Port: 0 };
        return isOwn ? $"{addresses} own={NewOwner()}" : addresses;
    }
}
