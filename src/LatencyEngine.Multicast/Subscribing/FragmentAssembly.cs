using LatencyEngine.Multicast.Protocol;

namespace LatencyEngine.Multicast.Subscribing;

/// <summary>
/// Puts the fragments of a message together. The polling thread; the buffer grows to the longest message so far. A
/// message whose beginning was missed, or that is never ended, is left out.
/// </summary>
internal sealed class FragmentAssembly
{
    private const int BytesMin = 4_096;
    private const int MessageBytesMax = 16 << 20;

    private byte[] _buffer = [];
    private int _length;
    private bool _isOpen;
    private long _reservedValue;
    private FragmentHeader _whole;

    public ReadOnlySpan<byte> Message => _buffer.AsSpan(0, _length);

    /// <summary>Takes a fragment; <c>true</c> when it ends a message, which is then <see cref="Message"/>.</summary>
    public bool Add(ReadOnlySpan<byte> payload, in FragmentHeader header, out FragmentHeader whole)
    {
        whole = default;
        if ((header.Flags & FrameFlags.Begin) != 0) Begin(header.ReservedValue);
        if (!_isOpen) return IsAgain(in header, out whole);
        if (_length + payload.Length > MessageBytesMax)
        {
            _isOpen = false;
            return false;
        }
        Append(payload);
        if ((header.Flags & FrameFlags.End) == 0) return false;
        _isOpen = false;
        whole = _whole = header with { ReservedValue = _reservedValue, Flags = FragmentHeader.Unfragmented };
        return true;
    }

    // The handler threw, and the last fragment is polled again: the message is still there.
    private bool IsAgain(in FragmentHeader header, out FragmentHeader whole)
    {
        whole = _whole;
        return _whole.Position != 0 && header.Position == _whole.Position;
    }

    /// <summary>Something is missing here: what has begun is not completed.</summary>
    public void Break() => _isOpen = false;

    private void Begin(long reservedValue)
    {
        _isOpen = true;
        _whole = default;
        _length = 0;
        _reservedValue = reservedValue;
    }

    private void Append(ReadOnlySpan<byte> payload)
    {
        if (_length + payload.Length > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(BytesMin, Math.Max(_buffer.Length * 2, _length + payload.Length)));
        payload.CopyTo(_buffer.AsSpan(_length));
        _length += payload.Length;
    }
}
