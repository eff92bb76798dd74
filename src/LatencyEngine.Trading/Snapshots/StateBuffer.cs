using System.Buffers.Binary;
using System.Text;

namespace LatencyEngine.Trading.Snapshots;

/// <summary>Bytes that grow; kept for the next use. One cold thread.</summary>
[ColdPath("snapshots are made and loaded by cold threads")]
internal sealed class StateBuffer
{
    private byte[] _bytes = new byte[1 << 16];

    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Count);

    public void Clear() => Count = 0;

    public void Write(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Its length and its UTF-16 code units.</summary>
    public void Write(string text)
    {
        Write(text.Length);
        Write(Encoding.Unicode.GetBytes(text));
    }

    private Span<byte> Take(int count)
    {
        var end = checked(Count + count);
        if (end > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, end)));
        var taken = _bytes.AsSpan(Count, count);
        Count = end;
        return taken;
    }
}
