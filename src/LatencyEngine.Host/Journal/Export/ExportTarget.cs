using System.Text;

namespace LatencyEngine.Host.Journal.Export;

/// <summary>Where an export goes: a file, or the standard output, which stays open. Cold; one thread; owns the file.</summary>
internal sealed class ExportTarget : IDisposable
{
    private const int BufferCharacters = 64 * 1024;

    private readonly bool _isOwned;

    private ExportTarget(TextWriter writer, string place, bool isOwned)
    {
        (Writer, Place, _isOwned) = (writer, place, isOwned);
    }

    public TextWriter Writer { get; }

    /// <summary>For people.</summary>
    public string Place { get; }

    /// <summary>A new file, or the old one from its beginning.</summary>
    public static ExportTarget File(string path) =>
        new(new StreamWriter(path, append: false, new UTF8Encoding(false), BufferCharacters), path, isOwned: true);

    public static ExportTarget Console(TextWriter output) => new(output, "standard output", isOwned: false);

    public void Dispose()
    {
        if (_isOwned) Writer.Dispose();
        else Writer.Flush();
    }
}
