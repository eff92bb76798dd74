using LatencyEngine.Journal.Log.Files;

namespace LatencyEngine.Journal.Log.Writing;

/// <summary>A file of zeros under its final name, which waits to be begun.</summary>
/// <param name="HeadBytes">Of the copy of a session's head that it holds; 0 for none.</param>
/// <param name="HeadSessionId">Whose head that is.</param>
internal sealed record PreparedSegment(
    long Index, string Path, ILogFile File, int SegmentBytes, int HeadBytes, ulong HeadSessionId);
