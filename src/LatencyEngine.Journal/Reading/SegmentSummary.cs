using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Log.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Reading;

/// <summary>A file of a log, as its header tells it. Cold; immutable.</summary>
/// <param name="Name">Of the file, without its folder.</param>
/// <param name="FirstSequence">Of its first record.</param>
/// <param name="Bytes">On disk.</param>
/// <param name="CreatedNanos">UTC nanoseconds of the host's clock when it was begun.</param>
/// <param name="PreviousHash">SHA-256 of the segment before it, in hexadecimal digits; <c>null</c> while there is none yet.</param>
public sealed record SegmentSummary(
    string Name, ulong SessionId, long FirstSequence, long Bytes, long CreatedNanos, string? PreviousHash)
{
    /// <summary>The segments of a folder that were begun, oldest first.</summary>
    /// <exception cref="JournalException">They are not one unbroken row.</exception>
    public static IReadOnlyList<SegmentSummary> List(string folder) =>
    [
        .. LiveSegments.Load(DiskFiles.Instance, folder).Select(segment => new SegmentSummary(
            Path.GetFileName(segment.Path), segment.Begun.SessionId, segment.Begun.FirstSequence, segment.Bytes,
            segment.Begun.CreatedNanos, segment.Anchor?.PreviousHash)),
    ];
}
