using System.Text;
using System.Text.Json;
using LatencyEngine.Host.Engine;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Soak;

/// <summary>
/// What a client was told of its orders before the engine was killed: the lines of the orders file. All of it must be
/// in the journal, once. The calling thread.
/// </summary>
internal static class Acknowledged
{
    /// <returns>What is wrong with a file that should tell nothing of a session; <c>null</c> for nothing.</returns>
    public static string? None(string path, ulong sessionId) =>
        LinesOf(path, sessionId).Count > 0 ? "orders were acknowledged before there was a session" : null;

    /// <param name="path">The lines.</param>
    /// <param name="reader">At the head of the session that is judged.</param>
    /// <param name="mustBeAll">Whether everything must have been told by now.</param>
    /// <param name="count">Lines that were held against it.</param>
    /// <returns>What is wrong; <c>null</c> for nothing.</returns>
    public static string? Judge(string path, ISessionReader reader, bool mustBeAll, out long count)
    {
        var lines = LinesOf(path, reader.Head.SessionId);
        count = lines.Count;
        while (reader.TryRead(out var record))
        {
            if (!OrderTap.IsOfOrder(record.TemplateId)) continue;
            var line = LineOf(reader.Head.SessionId, record);
            if (!lines.Remove(line) && mustBeAll) return $"nobody was told of {line}";
        }

        return lines.Count == 0 ? null : $"{lines.Count} acknowledged events are not in the journal, such as {lines.First()}";
    }

    private static HashSet<string> LinesOf(string path, ulong sessionId)
    {
        var start = $"{{\"session\":{sessionId},";
        return File.Exists(path)
            ? [.. File.ReadLines(path).Where(line => line.StartsWith(start, StringComparison.Ordinal) && IsWhole(line))]
            : [];
    }

    private static string LineOf(ulong sessionId, in JournalRecord record)
    {
        using var bytes = new MemoryStream();
        using var json = new Utf8JsonWriter(bytes);
        OrderTap.Write(sessionId, record.Message, json);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    // The last line before a kill may be cut.
    private static bool IsWhole(string line)
    {
        try
        {
            using var _ = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
