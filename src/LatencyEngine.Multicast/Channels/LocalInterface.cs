using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.Multicast.Channels;

/// <summary>
/// Finds the local address that <c>interface=</c> means: <c>address[:port][/bits]</c>, the first local address that has
/// the same leading bits, or <c>{name}[:port]</c>, the first of that interface. No state; cold threads.
/// </summary>
internal static class LocalInterface
{
    private const string Key = "interface";
    private const string Expected = "address[:port][/bits] or {name}[:port]";

    /// <param name="uri">Its <c>interface</c> is read.</param>
    /// <param name="isV6">Which family the channel's other addresses have; <c>null</c> where it has none.</param>
    /// <returns>An address of this host, with the port given or 0; <c>null</c> where the key does not occur.</returns>
    public static UdpAddress? Read(ChannelUri uri, bool? isV6)
    {
        if (uri[Key] is not { } text) return null;
        var found = text[0] == '{' ? ByName(uri, text, isV6 ?? false) : ByAddress(uri, text);
        if (isV6 is { } expected && expected != found.IsV6)
            throw uri.Refuse(Key, expected ? "an IPv6 address, as the other is" : "an IPv4 address, as the other is");
        return found;
    }

    private static UdpAddress ByName(ChannelUri uri, string text, bool isV6)
    {
        var close = text.IndexOf('}', StringComparison.Ordinal);
        if (close < 2) throw uri.Refuse(Key, Expected);
        var name = text[1..close];
        var behind = text[(close + 1)..];
        if (behind.Length > 0 && behind[0] != ':') throw uri.Refuse(Key, Expected);
        var port = behind.Length == 0 ? (ushort)0 : PortOf(uri, behind[1..]);
        foreach (var (owner, address) in LocalAddresses(isV6))
        {
            if (owner == name) return UdpAddress.From(new IPEndPoint(address, port));
        }
        throw uri.Refuse(Key, $"an interface of this host with an {(isV6 ? "IPv6" : "IPv4")} address");
    }

    private static UdpAddress ByAddress(ChannelUri uri, string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var (host, port) = HostAddress.Split(slash < 0 ? text : text[..slash]);
        var wanted = HostAddress.Resolve(uri, Key, host);
        var bits = slash < 0 ? BitsIn(wanted) : BitsOf(uri, text[(slash + 1)..], BitsIn(wanted));
        var found = Matching(wanted, bits) ?? throw uri.Refuse(Key, "an address of this host");
        return UdpAddress.From(new IPEndPoint(found, port is null ? 0 : PortOf(uri, port)));
    }

    private static int BitsIn(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32;

    private static int BitsOf(ChannelUri uri, string text, int bitsMax) =>
        ChannelValues.TryCount(text, (0, bitsMax), out var bits)
            ? bits
            : throw uri.Refuse(Key, $"a number of bits from 0 to {bitsMax} behind the slash");

    private static ushort PortOf(ChannelUri uri, string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw uri.Refuse(Key, "a port from 0 to 65535 behind the colon");

    /// <summary>
    /// Any address is itself. So is each of 127.0.0.0/8, for the system takes them all as this host's though it lists one.
    /// </summary>
    private static IPAddress? Matching(IPAddress wanted, int bits)
    {
        var isV6 = BitsIn(wanted) == 128;
        var isWhole = bits == BitsIn(wanted);
        if (isWhole && (wanted.Equals(IPAddress.Any) || wanted.Equals(IPAddress.IPv6Any))) return wanted;
        foreach (var (_, address) in LocalAddresses(isV6))
        {
            if (SharesBits(wanted.GetAddressBytes(), address.GetAddressBytes(), bits)) return address;
        }
        return isWhole && !isV6 && IPAddress.IsLoopback(wanted) ? wanted : null;
    }

    private static bool SharesBits(byte[] one, byte[] other, int bits)
    {
        var whole = bits / 8;
        if (!one.AsSpan(0, whole).SequenceEqual(other.AsSpan(0, whole))) return false;
        var rest = bits % 8;
        return rest == 0 || (one[whole] ^ other[whole]) >> (8 - rest) == 0;
    }

    private static IEnumerable<(string Owner, IPAddress Address)> LocalAddresses(bool isV6)
    {
        var family = isV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        foreach (var local in NetworkInterface.GetAllNetworkInterfaces())
        {
            foreach (var unicast in local.GetIPProperties().UnicastAddresses)
            {
                if (unicast.Address.AddressFamily == family) yield return (local.Name, unicast.Address);
            }
        }
    }
}
