using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Log.Format;

namespace LatencyEngine.Journal.Log.Opening;

/// <summary>A segment as its first block describes it. Immutable; cold.</summary>
internal sealed record SegmentFile
{
    public required string Path { get; init; }

    /// <summary>By its name.</summary>
    public required long Index { get; init; }

    /// <summary><c>null</c> when the segment was not begun, or cannot be told.</summary>
    public required SegmentHeader? Header { get; init; }

    public required SegmentAnchor? Anchor { get; init; }

    /// <summary>What is wrong with header or anchor; <c>null</c> when nothing is.</summary>
    public required string? Fault { get; init; }

    public required long FaultOffset { get; init; }

    public required long Bytes { get; init; }

    public SegmentHeader Begun => Header!.Value;

    public bool IsBegun => Header is not null;

    public static SegmentFile Read(ILogFiles files, string folder, long index)
    {
        var path = System.IO.Path.Combine(folder, SegmentName.Of(index));
        using var file = files.Open(path, writable: false);
        return Parse(path, index, file);
    }

    public static SegmentFile Parse(string path, long index, ILogFile file)
    {
        Span<byte> sectors = stackalloc byte[2 * SegmentLayout.SectorBytes];
        sectors[file.Read(sectors, 0)..].Clear();
        var headerSector = sectors[..SegmentLayout.SectorBytes];
        SegmentHeader header = default;
        // The checksum is never zero: without it the header was not written, or not to its end.
        var isBegun = !Checksum.IsUnwritten(headerSector);
        var headerFault = isBegun ? SegmentHeader.Read(headerSector, out header) : null;
        var anchorFault = SegmentAnchor.Read(sectors[SegmentLayout.AnchorOffset..], out var anchor);
        return new SegmentFile
        {
            Path = path,
            Index = index,
            Header = isBegun && headerFault is null ? header : null,
            Anchor = anchor,
            Fault = headerFault ?? (isBegun ? anchorFault : null),
            FaultOffset = headerFault is null ? SegmentLayout.AnchorOffset : 0,
            Bytes = file.Length,
        };
    }
}
