using System.Globalization;

namespace LatencyEngine.Tests.Venues.Binance;

/// <summary>What a recording holds, found by looking for text in its lines and by nothing that the feed uses.</summary>
internal sealed class BinanceLineCounts
{
    private readonly List<(int File, long UpdateId, int Levels)> _depth = [];
    private long _snapshotId;

    public int Lines { get; private set; }

    public int Trades { get; private set; }

    public int SnapshotLevels { get; private set; }

    public int SnapshotLine { get; private set; }

    /// <summary>Update ids of the best prices, in the order of the lines.</summary>
    public List<long> QuoteIds { get; } = [];

    /// <summary>Depth messages that are newer than the snapshot, also those that came before it.</summary>
    public IEnumerable<(int File, long UpdateId, int Levels)> DepthAfterSnapshot =>
        _depth.Where(depth => depth.UpdateId > _snapshotId);

    public int DepthLevels => DepthAfterSnapshot.Sum(depth => depth.Levels);

    public int Events => QuoteIds.Count + Trades + DepthLevels + SnapshotLevels;

    public void Add(int file, string line)
    {
        Lines++;
        if (line.Contains("@bookTicker", StringComparison.Ordinal)) QuoteIds.Add(Number(line, "u"));
        else if (line.Contains("@trade", StringComparison.Ordinal)) Trades++;
        else if (line.Contains("@depth", StringComparison.Ordinal)) _depth.Add((file, Number(line, "u"), LevelsIn(line)));
        else AddSnapshot(line);
    }

    public static long Number(string line, string field)
    {
        var start = line.IndexOf($"\"{field}\":", StringComparison.Ordinal) + field.Length + 3;
        var length = line.AsSpan(start).IndexOfAnyExceptInRange('0', '9');
        return long.Parse(line.AsSpan(start, length), CultureInfo.InvariantCulture);
    }

    private void AddSnapshot(string line)
    {
        SnapshotLine = Lines;
        _snapshotId = Number(line, "lastUpdateId");
        SnapshotLevels += LevelsIn(line);
    }

    // Only a level has a quotation mark after a bracket.
    private static int LevelsIn(string line) => line.AsSpan().Count("[\"");
}
