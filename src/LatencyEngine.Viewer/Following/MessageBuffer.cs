using System.Buffers.Binary;

namespace LatencyEngine.Viewer.Following;

/// <summary>
/// Messages in the order in which they came, to be applied later. One thread; owns its bytes, which grow up to a limit.
/// </summary>
internal sealed class MessageBuffer(int bytesMax)
{
    private const int HeadBytes = sizeof(long) + sizeof(int);
    private const int FirstBytes = 64 * 1024;

    private byte[] _bytes = [];

    public int Count { get; private set; }

    /// <summary>Bytes in use, heads included.</summary>
    public int Length { get; private set; }

    /// <returns><c>false</c>, and nothing changes, when it is full.</returns>
    public bool TryAdd(long sequence, ReadOnlySpan<byte> message)
    {
        var needed = (long)Length + HeadBytes + message.Length;
        if (needed > bytesMax) return false;
        if (needed > _bytes.Length) Grow((int)needed);
        var room = _bytes.AsSpan(Length);
        BinaryPrimitives.WriteInt64LittleEndian(room, sequence);
        BinaryPrimitives.WriteInt32LittleEndian(room[sizeof(long)..], message.Length);
        message.CopyTo(room[HeadBytes..]);
        Length = (int)needed;
        Count++;
        return true;
    }

    public void Clear() => (Count, Length) = (0, 0);

    public Enumerator GetEnumerator() => new(_bytes.AsSpan(0, Length));

    private void Grow(int needed) =>
        Array.Resize(ref _bytes, (int)Math.Min(bytesMax, Math.Max(Math.Max(FirstBytes, needed), _bytes.Length * 2L)));

    /// <summary>Walks through the messages.</summary>
    public ref struct Enumerator(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;
        private int _length;
        private bool _isStarted;

        public long Sequence { get; private set; }

        public readonly ReadOnlySpan<byte> Message => _rest.Slice(HeadBytes, _length);

        public readonly Enumerator Current => this;

        public bool MoveNext()
        {
            if (_isStarted) _rest = _rest[(HeadBytes + _length)..];
            _isStarted = true;
            if (_rest.IsEmpty) return false;
            Sequence = BinaryPrimitives.ReadInt64LittleEndian(_rest);
            _length = BinaryPrimitives.ReadInt32LittleEndian(_rest[sizeof(long)..]);
            return true;
        }
    }
}
