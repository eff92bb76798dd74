using System.IO.Compression;
using System.Text;

namespace LatencyEngine.Tests.Venues.Feeds;

/// <summary>Writes small recordings for tests of readers.</summary>
internal static class TextFiles
{
    public static string Plain(string path, string text)
    {
        File.WriteAllText(path, text);
        return path;
    }

    public static string Gzip(string path, string text)
    {
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        gzip.Write(Encoding.ASCII.GetBytes(text));
        return path;
    }

    public static string Zip(string path, params (string Name, string Text)[] entries) =>
        Zip(path, CompressionLevel.Optimal, entries);

    /// <summary>A zip whose entries are not compressed, so that a byte of theirs can be changed.</summary>
    public static string StoredZip(string path, params (string Name, string Text)[] entries) =>
        Zip(path, CompressionLevel.NoCompression, entries);

    private static string Zip(string path, CompressionLevel level, (string Name, string Text)[] entries)
    {
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, text) in entries)
        {
            using var entry = archive.CreateEntry(name, level).Open();
            entry.Write(Encoding.ASCII.GetBytes(text));
        }

        return path;
    }

    /// <summary>Keeps the first bytes of a file only.</summary>
    public static string Cut(string path, long keepBytes)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.SetLength(keepBytes);
        return path;
    }

    /// <summary>Inverts one byte of a file.</summary>
    public static void Damage(string path, long offset)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.Position = offset;
        var value = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)~value);
    }
}
