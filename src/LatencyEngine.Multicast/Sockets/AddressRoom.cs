using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace LatencyEngine.Multicast.Sockets;

/// <summary>
/// A socket address of the framework, used again for each datagram. The family before the port differs between systems and
/// stays as the framework wrote it; the rest is the same on all. One thread, the socket's.
/// </summary>
internal sealed class AddressRoom(bool isV6)
{
    private readonly SocketAddress _address =
        new IPEndPoint(isV6 ? IPAddress.IPv6Any : IPAddress.Any, 0).Serialize();

    /// <summary>With its full size again, which receiving may have changed.</summary>
    public SocketAddress ForReceiving()
    {
        _address.Size = _address.Buffer.Length;
        return _address;
    }

    public UdpAddress Read()
    {
        var bytes = _address.Buffer.Span;
        var port = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        if (!isV6) return new UdpAddress(0, BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]), 0, port, IsV6: false);
        return new UdpAddress(
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
            MemoryMarshal.Read<uint>(bytes[24..]), port, IsV6: true);
    }

    public SocketAddress Write(in UdpAddress address)
    {
        var bytes = _address.Buffer.Span;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], address.Port);
        if (isV6)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], address.High);
            BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], address.Low);
            MemoryMarshal.Write(bytes[24..], address.ScopeId);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], (uint)address.Low);
        }
        return _address;
    }
}
