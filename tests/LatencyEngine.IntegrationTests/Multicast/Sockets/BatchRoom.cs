using System.Runtime.InteropServices;
using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.IntegrationTests.Multicast.Sockets;

/// <summary>A batch with memory behind it, as a driver has: to send from, or to receive into.</summary>
internal sealed unsafe class BatchRoom(int datagrams, int bytesEach = 2048) : IDisposable
{
    private readonly byte* _memory = (byte*)NativeMemory.AllocZeroed((nuint)datagrams, (nuint)bytesEach);

    public DatagramBatch Batch { get; } = new(datagrams);

    public void Dispose() => NativeMemory.Free(_memory);

    /// <summary>Adds a datagram of so many bytes, all of the same value.</summary>
    public void Add(byte value, int lengthBytes, in UdpAddress to)
    {
        var bytes = _memory + Batch.Count * bytesEach;
        new Span<byte>(bytes, lengthBytes).Fill(value);
        Batch.Add(bytes, lengthBytes, to);
    }

    /// <summary>Takes what has come, with all of the memory to take it into.</summary>
    public int ReceiveFrom(IDatagramSocket socket)
    {
        for (var i = 0; i < datagrams; i++)
        {
            Batch[i].Bytes = _memory + i * bytesEach;
            Batch[i].LengthBytes = bytesEach;
        }
        return socket.Receive(Batch);
    }
}
