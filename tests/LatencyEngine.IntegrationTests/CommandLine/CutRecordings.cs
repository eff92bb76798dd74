using System.IO.Compression;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.CommandLine;

/// <summary>Parts of the real recordings, written where they can be damaged. Owns its folder.</summary>
internal sealed class CutRecordings : IDisposable
{
    private const string Day = "GOOG_2012-06-21_34200000_57600000";
    private readonly TemporaryFolder _folder = new();

    public static List<string> BitcoinLines(int count) =>
        Lines(new GZipStream(
            File.OpenRead(SharedData.PathOf("binance", "usdm_btcusdt_20240808.jsonl.gz")), CompressionMode.Decompress), count);

    /// <summary>The lines of both files of a day: what happened, and the book after it.</summary>
    public static (List<string> Messages, List<string> Rows) GoogLines(int count)
    {
        using var archive = ZipFile.OpenRead(SharedData.PathOf("lobster", "LOBSTER_SampleFile_GOOG_2012-06-21_1.zip"));
        return (
            Lines(archive.Entries.Single(e => e.Name.Contains("message")).Open(), count),
            Lines(archive.Entries.Single(e => e.Name.Contains("orderbook")).Open(), count));
    }

    public static List<string> EuroLines(int count)
    {
        using var archive = ZipFile.OpenRead(
            SharedData.PathOf("lean", "forex", "oanda", "tick", "eurusd", "20140501_quote.zip"));
        return Lines(archive.Entries.Single().Open(), count);
    }

    public string Bitcoin(IEnumerable<string> lines)
    {
        var path = Path.Combine(_folder.Path, $"{Guid.NewGuid():N}.jsonl.gz");
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        WriteTo(gzip, lines);
        return path;
    }

    public string Goog(IEnumerable<string> messages, IEnumerable<string> rows) => Zip(
        $"{Guid.NewGuid():N}.zip", ($"{Day}_message_1.csv", messages), ($"{Day}_orderbook_1.csv", rows));

    /// <summary>In a folder of its own: the name of the file is the day.</summary>
    public string Euro(IEnumerable<string> lines)
    {
        var folder = Path.Combine(_folder.Path, $"{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        return Zip(Path.Combine(folder, "20140501_quote.zip"), ("20140501_eurusd_tick_quote.csv", lines));
    }

    /// <summary>Keeps the first part of a file.</summary>
    public static string Cut(string path, double share)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.SetLength((long)(share * file.Length));
        return path;
    }

    public void Dispose() => _folder.Dispose();

    private static List<string> Lines(Stream stream, int count)
    {
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (lines.Count < count && reader.ReadLine() is { } line) lines.Add(line);
        return lines;
    }

    private string Zip(string name, params (string Name, IEnumerable<string> Lines)[] entries)
    {
        var path = Path.Combine(_folder.Path, name);
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (entry, lines) in entries)
        {
            using var stream = archive.CreateEntry(entry, CompressionLevel.Fastest).Open();
            WriteTo(stream, lines);
        }

        return path;
    }

    private static void WriteTo(Stream stream, IEnumerable<string> lines)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        foreach (var line in lines) writer.Write(line + "\n");
    }
}
