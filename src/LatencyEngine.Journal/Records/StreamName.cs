using System.Globalization;

namespace LatencyEngine.Journal.Records;

/// <summary>Names the event-store stream of a session.</summary>
public static class StreamName
{
    private const string Prefix = "engine-";
    private const string Middle = "-session-";

    /// <param name="shard">Which engine of those that share a store; 0 when it is alone.</param>
    /// <param name="sessionId">Of the journal.</param>
    public static string Of(int shard, ulong sessionId) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{shard}{Middle}{sessionId}");
}
