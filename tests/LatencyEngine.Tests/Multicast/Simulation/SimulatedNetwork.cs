using LatencyEngine.Multicast.Channels;
using LatencyEngine.Multicast.Protocol;
using LatencyEngine.Multicast.Sockets;
using LatencyEngine.Runtime.Clocks;

namespace LatencyEngine.Tests.Multicast.Simulation;

/// <summary>Says whether a datagram is lost on the way.</summary>
internal delegate bool DatagramFilter(in UdpAddress from, in UdpAddress to, ReadOnlySpan<byte> datagram);

/// <summary>
/// A network in memory: hosts, groups, and links that lose, double, delay and reorder, all drawn from one seed in virtual
/// time. One thread. Warm, it allocates nothing.
/// </summary>
internal sealed class SimulatedNetwork(ManualClock clock, int seed)
{
    private const ushort FirstEphemeralPort = 49_152;

    private readonly Random _random = new(seed);
    private readonly List<SimulatedSocket> _sockets = [];
    private readonly Stack<byte[]> _buffers = new();
    private readonly HashSet<(ulong From, ulong To)> _cut = [];
    private long _order;
    private ushort _nextPort = FirstEphemeralPort;

    public LinkConditions Conditions { get; set; } = new();

    /// <summary>What it says of a datagram on its way to one receiver is done; <c>null</c> to lose none.</summary>
    public DatagramFilter? Loses { get; set; }

    /// <summary>Sees everything that is sent.</summary>
    public Action<byte[]>? Sniffer { get; set; }

    /// <summary>Datagrams that sockets take before they refuse, until it is set again.</summary>
    public int SendBudget { get; set; } = int.MaxValue;

    /// <summary>Bytes that a socket holds before what comes is lost.</summary>
    public int ReceiveBufferBytes { get; set; } = int.MaxValue;

    public int OpenSockets => _sockets.Count;

    public long LostCount { get; private set; }

    public long NowNanos => clock.MonotonicNanos();

    /// <summary>The network as one host sees it.</summary>
    public INetwork HostAt(string address) => new Host(this, AddressOf(address));

    /// <summary>Nothing gets from one host to the other, nor back.</summary>
    public void Cut(string one, string other)
    {
        var (first, second) = (AddressOf(one).Low, AddressOf(other).Low);
        _cut.UnionWith([(first, second), (second, first)]);
    }

    public void Heal() => _cut.Clear();

    public static UdpAddress AddressOf(string address, int port = 0) =>
        UdpAddress.From(new System.Net.IPEndPoint(System.Net.IPAddress.Parse(address), port));

    /// <summary>The type of the first frame.</summary>
    public static FrameType TypeOf(ReadOnlySpan<byte> datagram) =>
        (FrameType)System.Buffers.Binary.BinaryPrimitives.ReadUInt16LittleEndian(datagram[6..]);

    internal void Close(SimulatedSocket socket) => _sockets.Remove(socket);

    internal void Send(SimulatedSocket from, in UdpAddress to, ReadOnlySpan<byte> datagram)
    {
        Sniffer?.Invoke(datagram.ToArray());
        foreach (var socket in _sockets)
            if (socket.Hears(in to)) Carry(from.LocalAddress, socket, to, datagram);
    }

    internal byte[] Rent() => _buffers.TryPop(out var buffer) ? buffer : new byte[65_536];

    internal void Return(byte[] buffer) => _buffers.Push(buffer);

    private void Carry(in UdpAddress from, SimulatedSocket socket, in UdpAddress to, ReadOnlySpan<byte> datagram)
    {
        if (_cut.Contains((from.Low, socket.LocalAddress.Low)) || (Loses?.Invoke(in from, in to, datagram) ?? false)
            || Draws(Conditions.Loss))
        {
            LostCount++;
            return;
        }
        socket.Arrive(from, datagram, DueNanos(), _order++);
        if (Draws(Conditions.Duplication)) socket.Arrive(from, datagram, DueNanos(), _order++);
    }

    private long DueNanos()
    {
        var due = NowNanos + Conditions.DelayNanos;
        return Draws(Conditions.Reordering) ? due + _random.NextInt64(Conditions.ReorderingNanos) : due;
    }

    private bool Draws(double probability) => probability > 0 && _random.NextDouble() < probability;

    private SimulatedSocket Open(in DatagramSocketOptions options, UdpAddress host)
    {
        var bound = options.Bind.IsAny ? host with { Port = options.Bind.Port } : options.Bind;
        if (bound.Port == 0) bound = bound with { Port = _nextPort++ };
        foreach (var other in _sockets)
            if (other.LocalAddress == bound && !(other.IsShared && options.IsShared))
                throw new ChannelException($"channel '{options.Channel}': {bound} is taken");
        var socket = new SimulatedSocket(this, bound, options);
        _sockets.Add(socket);
        return socket;
    }

    private sealed class Host(SimulatedNetwork network, UdpAddress address) : INetwork
    {
        public IDatagramSocket Open(in DatagramSocketOptions options) => network.Open(in options, address);
    }
}
