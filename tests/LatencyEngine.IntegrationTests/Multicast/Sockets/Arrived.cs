using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.IntegrationTests.Multicast.Sockets;

/// <summary>One datagram as a test compares it: all its bytes have the same value.</summary>
internal readonly record struct Arrived(byte Value, int LengthBytes, UdpAddress From)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Polls until so many have come, or patience ends; tells all that came.</summary>
    public static List<Arrived> At(IDatagramSocket socket, int count, int batchCapacity = 8)
    {
        var arrived = new List<Arrived>();
        using var room = new BatchRoom(batchCapacity);
        SpinWait.SpinUntil(() => ReceiveInto(arrived, room, socket) >= count, Patience);
        return arrived;
    }

    private static unsafe int ReceiveInto(List<Arrived> arrived, BatchRoom room, IDatagramSocket socket)
    {
        var count = room.ReceiveFrom(socket);
        Assert.Equal(count, room.Batch.Count);
        for (var i = 0; i < count; i++)
        {
            ref var datagram = ref room.Batch[i];
            var bytes = new ReadOnlySpan<byte>(datagram.Bytes, datagram.LengthBytes);
            var value = bytes.IsEmpty ? (byte)0 : bytes[0];
            Assert.False(bytes.ContainsAnyExcept(value));
            arrived.Add(new Arrived(value, bytes.Length, datagram.Address));
        }
        return arrived.Count;
    }
}
