using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.Multicast.Channels;

/// <summary>
/// Reads <c>host:port</c>, where the host is an IPv4 address, an IPv6 address in brackets, or a name, for which the name
/// service may be asked. No state; cold threads.
/// </summary>
internal static class HostAddress
{
    private const int NameCharactersMax = 253;

    public const string Expected = "an IPv4 address, an IPv6 address in brackets, or a name";

    /// <summary>The address that a key holds, or <c>null</c> where the key does not occur.</summary>
    public static UdpAddress? Read(ChannelUri uri, string key)
    {
        if (uri[key] is not { } text) return null;
        var (host, port) = Split(text);
        if (port is null || !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw uri.Refuse(key, "host:port with a port from 0 to 65535");
        return UdpAddress.From(new IPEndPoint(Resolve(uri, key, host), number));
    }

    /// <summary>Takes <c>[host]:port</c> or <c>host:port</c> apart; the port is <c>null</c> where there is none.</summary>
    public static (string Host, string? Port) Split(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon < 0 || colon < text.LastIndexOf(']') ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }

    public static IPAddress Resolve(ChannelUri uri, string key, string host)
    {
        if (TryLiteral(host, out var address)) return address;
        if (!IsName(host)) throw uri.Refuse(key, Expected);
        return Preferred(uri, key, AskNameService(uri, key, host));
    }

    private static bool TryLiteral(string host, out IPAddress address)
    {
        address = IPAddress.None;
        var isV6 = host.Length > 2 && host[0] == '[' && host[^1] == ']';
        if (!isV6 && !IsDottedQuad(host)) return false;
        if (!IPAddress.TryParse(isV6 ? host[1..^1] : host, out var parsed)) return false;
        if (isV6 != (parsed.AddressFamily == AddressFamily.InterNetworkV6)) return false;
        address = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        return true;
    }

    /// <summary>The framework would take <c>1.2</c> and <c>017.0.0.1</c> as addresses too, and not those that one thinks.</summary>
    private static bool IsDottedQuad(string host)
    {
        var parts = host.Split('.');
        return parts.Length == 4 && Array.TrueForAll(parts, part =>
            byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && (part.Length == 1 || part[0] != '0'));
    }

    private static bool IsName(string host)
    {
        if (host.Length is 0 or > NameCharactersMax) return false;
        var hasLetter = false;
        foreach (var character in host)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('.' or '-' or '_')) return false;
            hasLetter |= char.IsAsciiLetter(character);
        }
        return hasLetter && !IPAddress.TryParse(host, out _);
    }

    private static IPAddress[] AskNameService(ChannelUri uri, string key, string host)
    {
        try
        {
            return Dns.GetHostAddresses(host);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw uri.Refuse(key, $"a host that the name service knows ({e.Message})");
        }
    }

    private static IPAddress Preferred(ChannelUri uri, string key, IPAddress[] addresses) =>
        Array.Find(addresses, address => address.AddressFamily == AddressFamily.InterNetwork)
        ?? Array.Find(addresses, address => address.AddressFamily == AddressFamily.InterNetworkV6)
        ?? throw uri.Refuse(key, "a host with an IPv4 or IPv6 address");
}
