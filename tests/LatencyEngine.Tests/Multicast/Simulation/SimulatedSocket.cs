using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.Tests.Multicast.Simulation;

/// <summary>A socket of a <see cref="SimulatedNetwork"/>.</summary>
internal sealed unsafe class SimulatedSocket(
    SimulatedNetwork network, UdpAddress localAddress, DatagramSocketOptions options) : IDatagramSocket
{
    private readonly PriorityQueue<Arrival, (long DueNanos, long Order)> _arrivals = new();
    private int _heldBytes;
    private bool _isClosed;

    public UdpAddress LocalAddress => localAddress;

    public int ReceiveBufferBytes => options.ReceiveBufferBytes;

    public bool IsShared => options.IsShared;

    /// <summary>Whether what is sent to an address comes here.</summary>
    public bool Hears(in UdpAddress to) =>
        options.Group is { } group ? group.Low == to.Low && group.Port == to.Port : localAddress == to;

    public int Receive(DatagramBatch batch)
    {
        AssertOpen();
        var count = 0;
        while (count < batch.Capacity && _arrivals.TryPeek(out var arrival, out var when) && when.DueNanos <= network.NowNanos)
        {
            _arrivals.Dequeue();
            Take(arrival, ref batch[count++]);
        }
        batch.SetCount(count);
        return count;
    }

    public int Send(DatagramBatch batch)
    {
        AssertOpen();
        var count = Math.Min(batch.Count, network.SendBudget);
        for (var i = 0; i < count; i++)
            network.Send(this, in batch[i].Address, new ReadOnlySpan<byte>(batch[i].Bytes, batch[i].LengthBytes));
        if (network.SendBudget != int.MaxValue) network.SendBudget -= count;
        return count;
    }

    public void Arrive(in UdpAddress from, ReadOnlySpan<byte> datagram, long dueNanos, long order)
    {
        if (_heldBytes > network.ReceiveBufferBytes - datagram.Length) return;
        _heldBytes += datagram.Length;
        var bytes = network.Rent();
        datagram.CopyTo(bytes);
        _arrivals.Enqueue(new Arrival(bytes, datagram.Length, from), (dueNanos, order));
    }

    public void Dispose()
    {
        AssertOpen();
        _isClosed = true;
        network.Close(this);
    }

    private void Take(in Arrival arrival, ref Datagram datagram)
    {
        _heldBytes -= arrival.LengthBytes;
        datagram.Address = arrival.From;
        var fits = arrival.LengthBytes <= datagram.LengthBytes;
        datagram.LengthBytes = fits ? arrival.LengthBytes : 0;
        if (fits) arrival.Bytes.AsSpan(0, arrival.LengthBytes).CopyTo(new Span<byte>(datagram.Bytes, arrival.LengthBytes));
        network.Return(arrival.Bytes);
    }

    private void AssertOpen() => Assert.False(_isClosed, $"The socket at {localAddress} is used after it was closed.");

    private readonly record struct Arrival(byte[] Bytes, int LengthBytes, UdpAddress From);
}
