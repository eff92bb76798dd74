using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.Domain;

namespace LatencyEngine.Streams.Publishing;

/// <summary>
/// The messages of one snapshot, one behind the other, on their way out. The publisher's thread; owns the bytes, which
/// grow with the first snapshots and are used again by the others.
/// </summary>
internal sealed class SnapshotStaging
{
    private const int LengthBytes = sizeof(int);
    private const int FirstBytes = 1 << 20;

    private byte[] _bytes = [];
    private int _length;
    private int _next;

    public uint Count { get; private set; }

    public bool IsAtEnd => _next == _length;

    public void Clear() => (_length, _next, Count) = (0, 0, 0);

    /// <summary>Adds a message of fixed size.</summary>
    public void Add<T>(in T message)
        where T : unmanaged, ISbeMessage<T>
    {
        var room = Room(MessageHeader.EncodedSize + Unsafe.SizeOf<T>());
        var header = new MessageHeader
        {
            BlockLength = T.BlockSize, TemplateId = T.Template, SchemaId = LatencyEngineMessages.SchemaId,
            Version = LatencyEngineMessages.SchemaVersion,
        };
        MemoryMarshal.Write(room, in header);
        MemoryMarshal.Write(room[MessageHeader.EncodedSize..], in message);
        Close(MessageHeader.EncodedSize + T.BlockSize);
    }

    /// <summary>Adds a message that is encoded already.</summary>
    public void Add(ReadOnlySpan<byte> message)
    {
        message.CopyTo(Room(message.Length));
        Close(message.Length);
    }

    /// <summary>Room for a message at the end, to be written and then closed.</summary>
    public Span<byte> Room(int bytes)
    {
        var needed = _length + LengthBytes + bytes;
        if (needed > _bytes.Length) Array.Resize(ref _bytes, Math.Max(Math.Max(FirstBytes, needed), _bytes.Length * 2));
        return _bytes.AsSpan(_length + LengthBytes, bytes);
    }

    /// <summary>Ends the message that was written into the room.</summary>
    public void Close(int bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length), bytes);
        _length += LengthBytes + bytes;
        Count++;
    }

    /// <summary>The next message to go. There is one.</summary>
    public ReadOnlySpan<byte> Peek() =>
        _bytes.AsSpan(_next + LengthBytes, BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(_next)));

    public void Advance() => _next += LengthBytes + BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(_next));
}
