namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// The bytes of a message under construction. Owned by one encoding; what is appended starts as zeros.
/// </summary>
internal sealed class MessageBuffer
{
    private const int InitialBytes = 256;

    private byte[] _bytes = new byte[InitialBytes];
    private int _length;

    /// <summary>Room for <paramref name="count"/> more bytes, valid until the next call.</summary>
    public Span<byte> Append(int count)
    {
        var start = _length;
        var end = checked(start + count);
        if (end > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)end, _bytes.Length * 2L)));
        _length = end;
        return _bytes.AsSpan(start, count);
    }

    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();
}
