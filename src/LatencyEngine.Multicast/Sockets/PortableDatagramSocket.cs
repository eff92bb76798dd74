using System.Net;
using System.Net.Sockets;

namespace LatencyEngine.Multicast.Sockets;

/// <summary>
/// A UDP socket through the framework, one call to the system for each datagram and one to ask whether it would wait: the
/// framework has no answer to that but an exception. One thread uses it.
/// </summary>
internal sealed class PortableDatagramSocket : IDatagramSocket
{
    /// <summary>Failures after which receiving leaves off until the next call, lest it never end.</summary>
    private const int FailuresPerCallMax = 16;

    /// <summary>Linux then tells the length that a datagram had before it was cut; others refuse the flag.</summary>
    private static readonly SocketFlags ReceiveFlags =
        OperatingSystem.IsLinux() ? SocketFlags.Truncated : SocketFlags.None;

    private readonly Socket _socket;
    private readonly AddressRoom _source;
    private readonly AddressRoom _destinationV4 = new(isV6: false);
    private readonly AddressRoom _destinationV6 = new(isV6: true);

    public PortableDatagramSocket(Socket socket)
    {
        _socket = socket;
        _source = new AddressRoom(socket.AddressFamily == AddressFamily.InterNetworkV6);
        LocalAddress = UdpAddress.From((IPEndPoint)socket.LocalEndPoint!);
        ReceiveBufferBytes = SocketOpening.ReceiveBufferBytesOf(socket);
    }

    public UdpAddress LocalAddress { get; }

    public int ReceiveBufferBytes { get; }

    public long ErrorCount { get; private set; }

    public int Receive(DatagramBatch batch)
    {
        var received = 0;
        var failures = 0;
        while (received < batch.Capacity && failures < FailuresPerCallMax && _socket.Poll(0, SelectMode.SelectRead))
        {
            if (TryReceive(ref batch[received])) received++;
            else failures++;
        }
        batch.SetCount(received);
        return received;
    }

    public int Send(DatagramBatch batch)
    {
        if (batch.Count == 0 || !_socket.Poll(0, SelectMode.SelectWrite)) return 0;
        var taken = 0;
        while (taken < batch.Count && TrySend(batch[taken])) taken++;
        return taken;
    }

    public void Dispose() => _socket.Dispose();

    private unsafe bool TryReceive(ref Datagram datagram)
    {
        try
        {
            var room = new Span<byte>(datagram.Bytes, datagram.LengthBytes);
            var length = _socket.ReceiveFrom(room, ReceiveFlags, _source.ForReceiving());
            if (length > room.Length) ErrorCount++;
            datagram.LengthBytes = length > room.Length ? 0 : length;
            datagram.Address = _source.Read();
            return true;
        }
        catch (SocketException e)
        {
            if (e.SocketErrorCode != SocketError.WouldBlock) ErrorCount++;
            return false;
        }
    }

    /// <summary>Whether it was taken; an error of the network concerns this datagram only, and is counted.</summary>
    private unsafe bool TrySend(in Datagram datagram)
    {
        var destination = datagram.Address.IsV6 ? _destinationV6 : _destinationV4;
        try
        {
            var bytes = new ReadOnlySpan<byte>(datagram.Bytes, datagram.LengthBytes);
            _socket.SendTo(bytes, SocketFlags.None, destination.Write(datagram.Address));
        }
        catch (SocketException e)
        {
            if (e.SocketErrorCode == SocketError.WouldBlock) return false;
            ErrorCount++;
        }
        return true;
    }
}
