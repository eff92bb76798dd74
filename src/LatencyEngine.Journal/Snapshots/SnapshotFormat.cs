using System.Buffers.Binary;
using System.Text;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Snapshots;

/// <summary>
/// The bytes of a snapshot file: a block with the head and its CRC, then the state in blocks with a CRC each.
/// Little-endian. Pure.
/// </summary>
internal static class SnapshotFormat
{
    public const int HeadBytes = 1_024;

    /// <summary>Of the state, between two checksums.</summary>
    public const int BlockBytes = 1 << 20;

    public const int ChecksumBytes = sizeof(uint);
    private const ulong Magic = 0x31_50_41_4E_53_45_4C_00; // "\0LESNAP1"
    private const int CountsOffset = 128;
    private const int CountsMax = 64;
    private const int VersionOffset = CountsOffset + (CountsMax * sizeof(long));
    private const int VersionBytesMax = 256;

    /// <summary>Length of a file with so many bytes of state.</summary>
    public static long FileBytes(long stateBytes) =>
        HeadBytes + stateBytes + (ChecksumBytes * ((stateBytes + BlockBytes - 1) / BlockBytes));

    public static byte[] WriteHead(SnapshotHead head, Guid journalId, long stateBytes)
    {
        var bytes = new byte[HeadBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        _ = journalId.TryWriteBytes(bytes.AsSpan(8));
        Span<ulong> fields =
        [
            head.SessionId, (ulong)head.Sequence, (ulong)head.Outputs, head.OutputHash, head.StateHash,
            head.LayoutFingerprint, (ulong)head.LastInputNanos, (ulong)stateBytes,
        ];
        for (var i = 0; i < fields.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24 + (i * sizeof(ulong))), fields[i]);
        for (var i = 0; i < head.InputsByTemplate.Count; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(CountsOffset + (i * sizeof(long))), head.InputsByTemplate[i]);
        var version = Encoding.UTF8.GetBytes(head.CodeVersion).AsSpan();
        version[..Math.Min(version.Length, VersionBytesMax)].CopyTo(bytes.AsSpan(VersionOffset));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(HeadBytes - ChecksumBytes), ChecksumOf(bytes));
        return bytes;
    }

    /// <exception cref="JournalException">It is no head of a snapshot of this journal; says why.</exception>
    public static SnapshotHead ReadHead(ReadOnlySpan<byte> bytes, Guid journalId, out long stateBytes)
    {
        if (bytes.Length < HeadBytes || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic)
            throw new JournalException("it is no snapshot");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[(HeadBytes - ChecksumBytes)..]) != ChecksumOf(bytes))
            throw new JournalException("its head is damaged");
        var journal = new Guid(bytes.Slice(8, 16));
        if (journal != journalId) throw new JournalException($"it is of journal {journal}, not of {journalId}");
        stateBytes = (long)Field(bytes, 7);
        return new SnapshotHead
        {
            SessionId = Field(bytes, 0),
            Sequence = (long)Field(bytes, 1),
            Outputs = (long)Field(bytes, 2),
            OutputHash = Field(bytes, 3),
            StateHash = Field(bytes, 4),
            LayoutFingerprint = Field(bytes, 5),
            LastInputNanos = (long)Field(bytes, 6),
            InputsByTemplate = ReadCounts(bytes),
            CodeVersion = Encoding.UTF8.GetString(bytes.Slice(VersionOffset, VersionBytesMax)).TrimEnd('\0'),
        };
    }

    private static ulong Field(ReadOnlySpan<byte> bytes, int index) =>
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[(24 + (index * sizeof(ulong)))..]);

    private static long[] ReadCounts(ReadOnlySpan<byte> bytes)
    {
        var counts = new long[CountsMax];
        for (var i = 0; i < CountsMax; i++)
            counts[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(CountsOffset + (i * sizeof(long)))..]);
        return counts;
    }

    private static uint ChecksumOf(ReadOnlySpan<byte> head) => SnapshotChecksum.Of(head[..(HeadBytes - ChecksumBytes)], 0);
}
