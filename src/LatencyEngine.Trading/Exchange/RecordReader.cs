using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatencyEngine.Trading.Exchange;

/// <summary>Takes the records of a snapshot one after the other, and says where bytes are missing.</summary>
[ColdPath("snapshots are loaded at start-up")]
internal ref struct RecordReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; set; }

    public T Take<T>()
        where T : unmanaged
    {
        if (_bytes.Length - Position < Unsafe.SizeOf<T>())
            throw new SnapshotException($"The snapshot ends at byte {_bytes.Length}, inside a {typeof(T).Name} at byte {Position}.");
        var record = MemoryMarshal.Read<T>(_bytes[Position..]);
        Position += Unsafe.SizeOf<T>();
        return record;
    }

    public T[] TakeMany<T>(int count)
        where T : unmanaged
    {
        var records = new T[Math.Min(count, _bytes.Length)];
        for (var i = 0; i < records.Length; i++) records[i] = Take<T>();
        return records;
    }
}
