using LatencyEngine.Domain;
using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Log.Opening;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Journal.Log.Reading;

/// <summary>Finds what the segments of one session come to. Cold.</summary>
internal static class SessionEnds
{
    /// <param name="segments">Of one session, at least one.</param>
    /// <returns>The summary; none when its head is not there yet.</returns>
    public static IEnumerable<SessionSummary> Summarize(ILogFiles files, IReadOnlyList<SegmentFile> segments)
    {
        var header = segments[0].Begun;
        for (var i = segments.Count - 1; i >= 0; i--)
        {
            using var reader = new SegmentReader(files, segments[i]);
            var template = LastTemplateOf(reader);
            if (template == 0) continue;
            yield return new SessionSummary(
                header.SessionId, header.SessionFirstSequence, reader.NextSequence - 1,
                SessionHeads.StartedNanosOf(reader.ReadHead()), template == SessionEnded.TemplateId,
                segments.Sum(segment => segment.Bytes));
            yield break;
        }
    }

    private static ushort LastTemplateOf(SegmentReader reader)
    {
        ushort template = 0;
        while (reader.TryRead(out var record)) template = record.TemplateId;
        return template;
    }
}
