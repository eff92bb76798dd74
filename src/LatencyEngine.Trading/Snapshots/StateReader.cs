using System.Buffers.Binary;
using System.Text;

namespace LatencyEngine.Trading.Snapshots;

/// <summary>Reads what a <see cref="StateBuffer"/> holds, and never past its end. One cold thread.</summary>
[ColdPath("snapshots are made and loaded by cold threads")]
internal ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _next;

    public readonly bool IsAtEnd => _next == _bytes.Length;

    public int ReadInt() => BinaryPrimitives.ReadInt32LittleEndian(Read(sizeof(int)));

    /// <summary>A count, which cannot be negative.</summary>
    public int ReadCount()
    {
        var count = ReadInt();
        return count >= 0 ? count : throw new StateImageException($"the image is damaged: a count of {count}");
    }

    public string ReadText() => Encoding.Unicode.GetString(Read(checked(2 * ReadCount())));

    public ReadOnlySpan<byte> Read(int count)
    {
        if (count > _bytes.Length - _next)
            throw new StateImageException($"the image ends at byte {_bytes.Length}: {count} more were expected at {_next}");
        var read = _bytes.Slice(_next, count);
        _next += count;
        return read;
    }
}
