using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace LatencyEngine.Journal.Log.Format;

/// <summary>
/// One record of a segment: <c>u32 length and padding | u32 distance | u64 sequence | message | zeros | u32 CRC</c>,
/// little-endian, a multiple of eight bytes at a multiple of eight.
/// </summary>
/// <remarks>
/// <b>Length.</b> Of the whole record, a multiple of eight; its three low bits hold the number of padding bytes, so
/// that the length of every message is known exactly. 0 means the end of the data.
/// <b>Distance.</b> From the newest durable sequence, when this record was written, to its own, saturating: a valid
/// record proves that everything at or below <c>sequence - distance</c> was durable.
/// <b>CRC.</b> CRC-32C of everything before it, seeded by the journal and the segment, so that a record in a place
/// that is not its own is no record. Its two top bits are always set: no single flipped bit makes its last byte zero,
/// which therefore tells a record that was not written to its end.
/// </remarks>
internal static unsafe class RecordFormat
{
    public const int HeadBytes = 16;
    public const int CrcBytes = sizeof(uint);
    public const int Alignment = 8;

    /// <summary>An SBE header and the timestamp that every message starts with.</summary>
    public const int MessageBytesMin = 16;

    public const int MessageBytesMax = (1 << 20) - 64;
    public const int BytesMin = (HeadBytes + MessageBytesMin + CrcBytes + Alignment - 1) / Alignment * Alignment;

    /// <summary>How far behind a record its encoder may write.</summary>
    public const int SlackBytes = 192;

    private const uint PaddingMask = Alignment - 1;
    private const uint CrcMarks = 0xC000_0000;
    private const int DistanceOffset = 4;
    private const int SequenceOffset = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeOf(int messageBytes) =>
        (HeadBytes + messageBytes + CrcBytes + Alignment - 1) & ~(Alignment - 1);

    /// <summary>Size as the record tells it, checked by nobody.</summary>
    public static uint ClaimedSize(ReadOnlySpan<byte> record) =>
        BinaryPrimitives.ReadUInt32LittleEndian(record) & ~PaddingMask;

    public static uint SeedOf(Guid journal, long segmentIndex)
    {
        Span<byte> bytes = stackalloc byte[24];
        _ = journal.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], segmentIndex);
        return Checksum.Of(bytes);
    }

    /// <summary>Writes all of a record but its message and its checksum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Frame(byte* record, int size, int messageBytes, long sequence, uint distance)
    {
        *(uint*)record = (uint)(size + (size - HeadBytes - CrcBytes - messageBytes));
        *(uint*)(record + DistanceOffset) = distance;
        *(long*)(record + SequenceOffset) = sequence;
        // Reaches beyond the padding, into the place of the CRC and the slack.
        *(ulong*)(record + HeadBytes + messageBytes) = 0;
    }

    /// <returns>The size of the valid record that starts here, or 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeIfValid(byte* record, long available, uint seed)
    {
        if (available < BytesMin) return 0;
        var size = *(uint*)record & ~PaddingMask;
        if (size < BytesMin || size > available) return 0;
        return CrcOf(record, (int)size, seed) == *(uint*)(record + size - CrcBytes) ? (int)size : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MessageBytesOf(byte* record, int size) =>
        size - HeadBytes - CrcBytes - (int)(*(uint*)record & PaddingMask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long SequenceOf(byte* record) => *(long*)(record + SequenceOffset);

    /// <summary>The newest sequence that was durable when the record was written; the oldest it may have been.</summary>
    public static long ProvenBy(byte* record) => SequenceOf(record) - *(uint*)(record + DistanceOffset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ClaimedSizeOf(byte* record) => (int)(*(uint*)record & ~PaddingMask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint* CrcPlace(byte* record, int size) => (uint*)(record + size - CrcBytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint CrcOf(byte* record, int size, uint seed) => CrcFrom(seed, record, size);

    /// <summary>Goes on with a checksum up to the end of a record.</summary>
    /// <param name="bytes">From there to the end, the checksum's own four included.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint CrcFrom(uint crc, byte* rest, int bytes)
    {
        var end = rest + bytes - Alignment;
        for (; rest < end; rest += sizeof(ulong)) crc = BitOperations.Crc32C(crc, *(ulong*)rest);
        return BitOperations.Crc32C(crc, *(uint*)end) | CrcMarks;
    }
}
