using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace LatencyEngine.Multicast.Sockets;

/// <summary>
/// Address and port of one end of a datagram, IPv4 or IPv6, as a value that hot code compares and copies without
/// allocating.
/// </summary>
/// <param name="High">First 8 bytes of the address, big-endian; 0 for IPv4.</param>
/// <param name="Low">Last 8 bytes of the address, big-endian; an IPv4 address is in the lowest 4.</param>
/// <param name="ScopeId">Of an IPv6 link-local address; else 0.</param>
/// <param name="Port">0 to 65535.</param>
/// <param name="IsV6">Which family.</param>
internal readonly record struct UdpAddress(ulong High, ulong Low, uint ScopeId, ushort Port, bool IsV6)
{
    /// <summary>A group's address: 224.0.0.0/4 or ff00::/8.</summary>
    public bool IsMulticast => IsV6 ? High >> 56 == 0xFF : (Low >> 28 & 0xF) == 0xE;

    /// <summary>0.0.0.0 or [::]: whichever of the host's.</summary>
    public bool IsAny => (High | Low) == 0;

    public static UdpAddress From(IPEndPoint end)
    {
        Span<byte> bytes = stackalloc byte[16];
        end.Address.TryWriteBytes(bytes, out _);
        if (end.AddressFamily == AddressFamily.InterNetwork)
            return new UdpAddress(0, BinaryPrimitives.ReadUInt32BigEndian(bytes), 0, (ushort)end.Port, IsV6: false);
        return new UdpAddress(
            BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            (uint)end.Address.ScopeId, (ushort)end.Port, IsV6: true);
    }

    public IPEndPoint ToEndPoint()
    {
        Span<byte> bytes = stackalloc byte[16];
        if (!IsV6)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Low);
            return new IPEndPoint(new IPAddress(bytes[..4]), Port);
        }
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return new IPEndPoint(new IPAddress(bytes, ScopeId), Port);
    }

    public override string ToString() => ToEndPoint().ToString();
}
