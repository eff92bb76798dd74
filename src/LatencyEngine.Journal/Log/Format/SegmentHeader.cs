using System.Buffers.Binary;

namespace LatencyEngine.Journal.Log.Format;

/// <summary>The first sector of a segment: whose it is and where in the journal it belongs.</summary>
internal readonly record struct SegmentHeader
{
    private const ulong Magic = 0x3147_4F4C_4554_414C; // "LATELOG1".

    public required Guid JournalId { get; init; }

    /// <summary>From 1; grows by one.</summary>
    public required long SegmentIndex { get; init; }

    public required ulong SessionId { get; init; }

    public required long FirstSequence { get; init; }

    public required long SessionFirstSequence { get; init; }

    /// <summary>UTC nanoseconds of the host's clock when the segment was begun.</summary>
    public required long CreatedNanos { get; init; }

    /// <summary>Of the whole file.</summary>
    public required int SegmentBytes { get; init; }

    /// <summary>Where the records start.</summary>
    public required int RecordsOffset { get; init; }

    public required Durability Durability { get; init; }

    public uint RecordSeed => RecordFormat.SeedOf(JournalId, SegmentIndex);

    public void Write(Span<byte> sector)
    {
        sector.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(sector, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(sector[8..], SegmentLayout.FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(sector[12..], RecordsOffset);
        _ = JournalId.TryWriteBytes(sector[16..]);
        BinaryPrimitives.WriteInt64LittleEndian(sector[32..], SegmentIndex);
        BinaryPrimitives.WriteUInt64LittleEndian(sector[40..], SessionId);
        BinaryPrimitives.WriteInt64LittleEndian(sector[48..], FirstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(sector[56..], SessionFirstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(sector[64..], CreatedNanos);
        BinaryPrimitives.WriteInt32LittleEndian(sector[72..], SegmentBytes);
        sector[76] = (byte)Durability;
        Checksum.Close(sector);
    }

    /// <returns>What is wrong with the sector; <c>null</c> when nothing is.</returns>
    public static string? Read(ReadOnlySpan<byte> sector, out SegmentHeader header)
    {
        header = default;
        if (BinaryPrimitives.ReadUInt64LittleEndian(sector) != Magic) return "this is no segment of a log";
        if (!Checksum.IsClosed(sector)) return "the checksum of the segment's header is wrong";
        var version = BinaryPrimitives.ReadUInt32LittleEndian(sector[8..]);
        if (version != SegmentLayout.FormatVersion)
            return $"the segment has format {version}, and this program reads {SegmentLayout.FormatVersion}";
        header = Parse(sector);
        return null;
    }

    private static SegmentHeader Parse(ReadOnlySpan<byte> sector) => new()
    {
        JournalId = new Guid(sector[16..32]),
        SegmentIndex = BinaryPrimitives.ReadInt64LittleEndian(sector[32..]),
        SessionId = BinaryPrimitives.ReadUInt64LittleEndian(sector[40..]),
        FirstSequence = BinaryPrimitives.ReadInt64LittleEndian(sector[48..]),
        SessionFirstSequence = BinaryPrimitives.ReadInt64LittleEndian(sector[56..]),
        CreatedNanos = BinaryPrimitives.ReadInt64LittleEndian(sector[64..]),
        SegmentBytes = BinaryPrimitives.ReadInt32LittleEndian(sector[72..]),
        RecordsOffset = BinaryPrimitives.ReadInt32LittleEndian(sector[12..]),
        Durability = (Durability)sector[76],
    };
}
