using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LatencyEngine.Journal.Log.Format;

/// <summary>
/// The second sector of a segment: the hash of the segment before it, written once that one is complete and anchored
/// itself. All zeros before that.
/// </summary>
internal readonly record struct SegmentAnchor
{
    private const ulong Magic = 0x524F_4843_4E41_454C; // "LEANCHOR".
    private const int HashOffset = 16;
    private const int HashBytes = SHA256.HashSizeInBytes;

    public required long SegmentIndex { get; init; }

    /// <summary>SHA-256, as hexadecimal digits.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>What the first segment of a journal is anchored to.</summary>
    public static string NoPrevious { get; } = new('0', 2 * HashBytes);

    public void Write(Span<byte> sector)
    {
        sector.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(sector, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(sector[8..], SegmentIndex);
        _ = Convert.FromHexString(PreviousHash, sector[HashOffset..], out _, out _);
        Checksum.Close(sector);
    }

    /// <returns>What is wrong; <c>null</c> when nothing is, or when there is no anchor yet.</returns>
    public static string? Read(ReadOnlySpan<byte> sector, out SegmentAnchor? anchor)
    {
        anchor = null;
        // The checksum is never zero: without it the anchor was not written, or not to its end.
        if (Checksum.IsUnwritten(sector)) return null;
        if (BinaryPrimitives.ReadUInt64LittleEndian(sector) != Magic || !Checksum.IsClosed(sector))
            return "the anchor of the segment does not have its checksum";
        anchor = new SegmentAnchor
        {
            SegmentIndex = BinaryPrimitives.ReadInt64LittleEndian(sector[8..]),
            PreviousHash = Convert.ToHexStringLower(sector.Slice(HashOffset, HashBytes)),
        };
        return null;
    }
}
