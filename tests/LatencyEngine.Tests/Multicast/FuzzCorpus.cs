using System.Buffers.Binary;
using LatencyEngine.Multicast.Protocol;
using LatencyEngine.Tests.Multicast.Simulation;

namespace LatencyEngine.Tests.Multicast;

/// <summary>Makes hostile datagrams of honest ones: the same seed always makes the same.</summary>
/// <param name="seed">Of all that is drawn.</param>
/// <param name="honest">What to begin with.</param>
/// <param name="sparedSession">A session whose frames are never forged; <c>null</c> to forge all.</param>
internal sealed class FuzzCorpus(int seed, List<byte[]> honest, int? sparedSession)
{
    // Without the longest terms: they may have gigabytes, and tests must not.
    private static readonly int[] Extremes =
        [0, 1, -1, 31, 32, 33, 64, 1_408, 65_504, 65_536, 1 << 20, int.MaxValue, int.MinValue, 0x7FFFFFE0, -32, 1001];

    private readonly Random _random = new(seed);
    private readonly byte[] _buffer = new byte[4_096];

    /// <summary>Put into half of the datagrams; <c>null</c> to leave what was captured.</summary>
    public int? Session { get; set; }

    public ReadOnlySpan<byte> Next()
    {
        var length = _random.Next(20) == 0 ? Noise() : Mutation();
        var datagram = _buffer.AsSpan(0, length);
        if (sparedSession is { } spared) Spare(datagram, spared);
        return datagram;
    }

    private int Noise()
    {
        var length = _random.Next(0, 200);
        _random.NextBytes(_buffer.AsSpan(0, length));
        return length;
    }

    private int Mutation()
    {
        var source = honest[_random.Next(honest.Count)];
        source.CopyTo(_buffer.AsSpan());
        var length = source.Length;
        if (Session is { } session && _random.Next(2) == 0) WriteSession(_buffer.AsSpan(0, length), session);
        for (var edits = _random.Next(4); edits > 0; edits--) Edit(length);
        return _random.Next(8) == 0 ? _random.Next(length + 1) : Math.Min(_buffer.Length, length + (_random.Next(10) == 0 ? 32 : 0));
    }

    // Mostly in the header, where it matters.
    private void Edit(int length)
    {
        var end = _random.Next(4) == 0 ? length : Math.Min(length, 48);
        var at = _random.Next(end);
        switch (_random.Next(3))
        {
            case 0: _buffer[at] = (byte)_random.Next(256); break;
            case 1: _buffer[at] ^= (byte)(1 << _random.Next(8)); break;
            default: BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(at & ~3), Extremes[_random.Next(Extremes.Length)]); break;
        }
    }

    private static void WriteSession(Span<byte> datagram, int session)
    {
        var offset = OffsetOfSession(datagram);
        if (datagram.Length >= offset + 4) BinaryPrimitives.WriteInt32LittleEndian(datagram[offset..], session);
    }

    private static void Spare(Span<byte> datagram, int spared)
    {
        var offset = OffsetOfSession(datagram);
        if (datagram.Length < offset + 4) return;
        if (BinaryPrimitives.ReadInt32LittleEndian(datagram[offset..]) == spared) datagram[offset] ^= 0x55;
    }

    private static int OffsetOfSession(ReadOnlySpan<byte> datagram) =>
        datagram.Length >= FrameHead.Bytes
        && SimulatedNetwork.TypeOf(datagram) is FrameType.Status or FrameType.Nak or FrameType.RoundTrip or FrameType.Error ? 8 : 12;
}
