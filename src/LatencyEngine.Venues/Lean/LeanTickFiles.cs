using System.Globalization;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Venues.Lean;

/// <summary>
/// The files of a LEAN tick feed, one per day, in order of their date. Immutable; cold.
/// </summary>
internal sealed class LeanTickFiles
{
    private const string DateFormat = "yyyyMMdd";

    private readonly List<(string Path, DateOnly Date, long Bytes)> _files = [];

    /// <exception cref="FeedFormatException">No file, a name without date or of another kind, a date twice.</exception>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    public LeanTickFiles(IEnumerable<string> paths, LeanTickKind kind)
    {
        foreach (var path in paths) _files.Add((path, DateOf(path, kind), new FileInfo(path).Length));
        _files.Sort((a, b) => a.Date.CompareTo(b.Date));
        if (_files.Count == 0) throw new FeedFormatException($"LEAN {kind}", 0, $"expected files yyyyMMdd{EndOf(kind)}");
        for (var i = 1; i < _files.Count; i++)
            if (_files[i].Date == _files[i - 1].Date)
                throw new FeedFormatException(_files[i].Path, 0, $"the same day as '{_files[i - 1].Path}'");
        foreach (var file in _files) BytesTotal += file.Bytes;
    }

    public int Count => _files.Count;

    public long BytesTotal { get; }

    public (string Path, DateOnly Date, long Bytes) this[int index] => _files[index];

    /// <summary>The files of this kind in a folder, such as <c>equity/usa/tick/bac</c>.</summary>
    public static LeanTickFiles In(string folder, LeanTickKind kind)
    {
        var paths = Directory.GetFiles(folder, "*" + EndOf(kind));
        return paths.Length > 0
            ? new LeanTickFiles(paths, kind)
            : throw new FeedFormatException(folder, 0, $"expected files yyyyMMdd{EndOf(kind)}, found none");
    }

    /// <summary>Opens one day. The text may lack its last line feed: the archive vouches for its end.</summary>
    public LineReader Open(int index, string symbol)
    {
        var (path, date, _) = _files[index];
        var start = date.ToString(DateFormat, CultureInfo.InvariantCulture) + "_" + symbol + "_";
        return LineReader.OpenZipEntry(
            path,
            name => name.StartsWith(start, StringComparison.OrdinalIgnoreCase),
            $"entry '{start}...csv'",
            lastLineMayBeOpen: true);
    }

    private static DateOnly DateOf(string path, LeanTickKind kind)
    {
        var name = Path.GetFileName(path);
        var end = EndOf(kind);
        if (name.EndsWith(end, StringComparison.OrdinalIgnoreCase)
            && DateOnly.TryParseExact(
                name[..^end.Length], DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        throw new FeedFormatException(path, 0, $"expected a name like yyyyMMdd{end}");
    }

    private static string EndOf(LeanTickKind kind) => kind switch
    {
        LeanTickKind.EquityTrades => "_trade.zip",
        LeanTickKind.EquityQuotes or LeanTickKind.ForexQuotes => "_quote.zip",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of ticks."),
    };
}
