namespace LatencyEngine.Journal.Log.Format;

/// <summary>
/// Where things are in a segment: header, anchor, a copy of the session's head, records, zeros. Header and anchor have
/// a sector each, so that neither is ever torn and each goes from zeros to its content exactly once.
/// </summary>
internal static class SegmentLayout
{
    /// <summary>What a disk writes whole or not at all.</summary>
    public const int SectorBytes = 512;

    public const uint FormatVersion = 1;
    public const int AnchorOffset = SectorBytes;
    public const int HeadCopyOffset = 4096;

    public static int AlignToSector(int bytes) => (bytes + SectorBytes - 1) / SectorBytes * SectorBytes;
}
