namespace LatencyEngine.Multicast.Sockets;

/// <summary>One datagram: where its bytes are, and from whom it came or to whom it goes.</summary>
internal unsafe struct Datagram
{
    public byte* Bytes;
    public int LengthBytes;
    public UdpAddress Address;

    /// <summary>
    /// Of what came: several datagrams of this length each behind one another, the last one maybe shorter; 0 for one
    /// datagram. Only from sockets that were opened to take trains.
    /// </summary>
    public int SegmentBytes;
}

/// <summary>
/// Datagrams that go to the system, or came from it, in one call. One thread; the memory behind the pointers is its
/// owner's and outlives the call.
/// </summary>
internal sealed unsafe class DatagramBatch(int capacity)
{
    private readonly Datagram[] _datagrams = new Datagram[capacity];

    public int Capacity => _datagrams.Length;

    public int Count { get; private set; }

    public bool IsFull => Count == Capacity;

    public ref Datagram this[int index] => ref _datagrams[index];

    public void Add(byte* bytes, int lengthBytes, in UdpAddress address)
    {
        ref var datagram = ref _datagrams[Count++];
        datagram.Bytes = bytes;
        datagram.LengthBytes = lengthBytes;
        datagram.Address = address;
        datagram.SegmentBytes = 0;
    }

    public void SetCount(int count) => Count = count;

    public void Clear() => Count = 0;
}
