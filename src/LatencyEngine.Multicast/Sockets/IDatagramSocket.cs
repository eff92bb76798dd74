namespace LatencyEngine.Multicast.Sockets;

/// <summary>
/// A UDP socket that never waits: the system's in production, a simulated network in tests. One thread uses it.
/// </summary>
internal interface IDatagramSocket : IDisposable
{
    /// <summary>Where it is bound; its port is known even where any was asked for.</summary>
    UdpAddress LocalAddress { get; }

    /// <summary>Bytes that the system keeps for datagrams not yet received, as it granted them.</summary>
    int ReceiveBufferBytes { get; }

    /// <summary>
    /// Datagrams that the network or the system refused, or that were longer than their buffer, since it was opened. A
    /// network that refuses none leaves it at 0.
    /// </summary>
    long ErrorCount => 0;

    /// <summary>
    /// Takes what has come into the buffers of the batch, each as long as its <see cref="Datagram.LengthBytes"/> says,
    /// which is then the length of what came: 0 where that was longer than its buffer.
    /// </summary>
    /// <param name="batch">All of its capacity is offered; its count is then what came.</param>
    /// <returns>Datagrams received; 0 when there are none.</returns>
    int Receive(DatagramBatch batch);

    /// <summary>Hands datagrams to the system, in order.</summary>
    /// <returns>How many of the first it took; the others may be tried again. Errors of the network count as taken.</returns>
    int Send(DatagramBatch batch);
}

/// <summary>Opens sockets: the one place where a driver meets its network.</summary>
internal interface INetwork
{
    /// <exception cref="Channels.ChannelException">The address is taken, not this host's, or not permitted.</exception>
    IDatagramSocket Open(in DatagramSocketOptions options);
}

/// <summary>What a socket is to be.</summary>
internal readonly record struct DatagramSocketOptions
{
    /// <summary>Local address; port 0 for any.</summary>
    public required UdpAddress Bind { get; init; }

    /// <summary>Multicast group to join; <c>null</c> for none.</summary>
    public UdpAddress? Group { get; init; }

    /// <summary>Interface for multicast, by one of its addresses; <c>null</c> for the system's choice.</summary>
    public UdpAddress? Interface { get; init; }

    /// <summary>Others may bind to the same address, as listeners to a group must. Never on unicast.</summary>
    public bool IsShared { get; init; }

    /// <summary>Of multicast datagrams sent; 0 for the system's default.</summary>
    public int TimeToLive { get; init; }

    /// <summary>0 for the system's default.</summary>
    public int ReceiveBufferBytes { get; init; }

    /// <summary>0 for the system's default.</summary>
    public int SendBufferBytes { get; init; }

    /// <summary>
    /// What comes may be handed over as trains of datagrams, where the system can: see <see cref="Datagram.SegmentBytes"/>.
    /// </summary>
    public bool TakesTrains { get; init; }

    /// <summary>Names the channel in errors.</summary>
    public required string Channel { get; init; }
}
