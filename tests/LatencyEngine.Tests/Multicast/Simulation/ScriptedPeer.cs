using System.Buffers.Binary;
using System.Globalization;
using LatencyEngine.Multicast.Protocol;
using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.Tests.Multicast.Simulation;

/// <summary>A datagram as it came.</summary>
internal sealed record Received(byte[] Bytes, UdpAddress From, long AtNanos)
{
    public FrameType Type => (FrameType)BinaryPrimitives.ReadUInt16LittleEndian(Bytes.AsSpan(6));

    public byte Flags => Bytes[5];

    public int FrameLength => Int(0);

    public int Int(int offset) => BinaryPrimitives.ReadInt32LittleEndian(Bytes.AsSpan(offset));
}

/// <summary>A peer that speaks in frames which the test writes, byte for byte.</summary>
internal sealed unsafe class ScriptedPeer : IDisposable
{
    private readonly IDatagramSocket _socket;
    private readonly SimulatedWorld _world;
    private readonly DatagramBatch _batch = new(1);
    private readonly byte[] _memory = GC.AllocateArray<byte>(65_536, pinned: true);

    /// <param name="world">Whose network it uses.</param>
    /// <param name="address">Where it is bound.</param>
    /// <param name="group">Which group it hears; <c>null</c> for none.</param>
    public ScriptedPeer(SimulatedWorld world, UdpAddress address, UdpAddress? group = null)
    {
        _world = world;
        _socket = world.Network.HostAt("127.0.0.9").Open(new DatagramSocketOptions
        {
            Bind = address,
            Group = group,
            IsShared = group is not null,
            Channel = "scripted",
        });
    }

    /// <summary>Where the driver was last heard from.</summary>
    public UdpAddress Driver { get; set; }

    public UdpAddress Address => _socket.LocalAddress;

    /// <summary>Hexadecimal digits with blanks between, as in the protocol's description.</summary>
    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    public static byte[] Encode<T>(in T frame, int bytes)
        where T : unmanaged
    {
        fixed (T* first = &frame) return new ReadOnlySpan<byte>(first, bytes).ToArray();
    }

    public void Send(ReadOnlySpan<byte> datagram, UdpAddress? to = null)
    {
        datagram.CopyTo(_memory);
        fixed (byte* bytes = _memory)
        {
            _batch.Clear();
            _batch.Add(bytes, datagram.Length, to ?? Driver);
            _socket.Send(_batch);
        }
    }

    /// <summary>Everything that has come.</summary>
    public List<Received> Receive()
    {
        var all = new List<Received>();
        fixed (byte* bytes = _memory)
        {
            while (true)
            {
                _batch[0].Bytes = bytes;
                _batch[0].LengthBytes = _memory.Length;
                if (_socket.Receive(_batch) == 0) return all;
                Driver = _batch[0].Address;
                all.Add(new Received(_memory[.._batch[0].LengthBytes], Driver, _world.Clock.MonotonicNanos()));
            }
        }
    }

    /// <summary>What comes while time passes in steps.</summary>
    public List<Received> Listen(long nanos, long stepNanos = 100_000)
    {
        var all = new List<Received>();
        for (var passed = 0L; passed < nanos; passed += stepNanos)
        {
            _world.Step(stepNanos);
            all.AddRange(Receive());
        }
        return all;
    }

    public static string Show(IEnumerable<Received> received) => string.Join(' ', received.Select(datagram =>
        string.Create(CultureInfo.InvariantCulture, $"{datagram.Type}/{datagram.Flags:x2}/{datagram.Bytes.Length}")));

    public void Dispose() => _socket.Dispose();
}
