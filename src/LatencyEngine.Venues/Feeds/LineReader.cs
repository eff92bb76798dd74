using System.IO.Compression;

namespace LatencyEngine.Venues.Feeds;

/// <summary>
/// Reads a text file (plain, gzip, or an entry of a zip) line by line as bytes, in constant memory. Read by one cold
/// thread; owns the file and one buffer.
/// </summary>
/// <remarks>
/// <para><b>Lines</b> end with a line feed, or carriage return and line feed; neither is part of the line. Text that
/// stops inside a line is taken for truncated, unless the format is known to leave out the last line feed.</para>
/// <para><b>Limits.</b> A line longer than the buffer is an error, not a growing buffer.</para>
/// <para><b>Damage.</b> An archive that is cut short, damaged or of another length than it says ends with a
/// <see cref="FeedFormatException"/> naming file and line. The lines before it were told.</para>
/// </remarks>
public sealed class LineReader : IDisposable
{
    /// <summary>Longest line, its line feed included, in bytes; a snapshot of 1,000 levels takes 42,000.</summary>
    public const int LineBytesMaxDefault = 1 << 18;

    private const int FileBufferBytes = 1 << 16;

    private readonly byte[] _buffer;
    private readonly Stream _text;
    private readonly MeteredStream _file;
    private readonly ZipArchive? _archive;
    private readonly ZipArchiveEntry? _entry;
    private readonly long _bytesBefore;
    private int _start;
    private int _end;
    private long _textBytes;
    private Crc32 _textSum;

    // Without this, a gzip that is cut short looks like one that ends. Process-wide, and read by the runtime when the
    // first stream is decompressed; it makes no sound archive fail.
    static LineReader() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private LineReader(
        string source, MeteredStream file, Stream text, int lineBytesMax, long bytesTotal,
        ZipArchive? archive = null, ZipArchiveEntry? entry = null)
    {
        Source = source;
        BytesTotal = bytesTotal;
        _file = file;
        _text = text;
        _archive = archive;
        _entry = entry;
        _bytesBefore = file.BytesRead;
        _buffer = GC.AllocateUninitializedArray<byte>(lineBytesMax);
    }

    /// <summary>The file, with the entry inside an archive: names the place in errors.</summary>
    public string Source { get; }

    /// <summary>Number of the last line told, from 1; 0 before the first.</summary>
    public long Line { get; private set; }

    /// <summary>Of the compressed source; runs ahead of the lines by what is buffered.</summary>
    public long BytesRead => Math.Min(_file.BytesRead - _bytesBefore, BytesTotal);

    /// <summary>Of the compressed source.</summary>
    public long BytesTotal { get; }

    /// <summary>Whether the last line may do without its line feed: only safe for text inside an archive.</summary>
    public bool LastLineMayBeOpen { get; init; }

    /// <summary>Opens a file: gzip if its name ends in <c>.gz</c>, else plain.</summary>
    /// <exception cref="FeedFormatException">An empty file is no gzip.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static LineReader OpenFile(string path, int lineBytesMax = LineBytesMaxDefault) =>
        Open(path, path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase), lineBytesMax, lastLineMayBeOpen: false);

    /// <summary>Opens a file, whatever its name: gzip if it begins as one, else plain.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static LineReader OpenDetected(
        string path, int lineBytesMax = LineBytesMaxDefault, bool lastLineMayBeOpen = false) =>
        Open(path, BeginsAsGzip(path), lineBytesMax, lastLineMayBeOpen);

    /// <summary>Opens the one entry of a zip for which <paramref name="isWanted"/> says so.</summary>
    /// <param name="isWanted">Asked with the full name of each entry.</param>
    /// <param name="wanted">Names the entry in errors.</param>
    /// <exception cref="FeedFormatException">No zip, or not exactly one such entry.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static LineReader OpenZipEntry(
        string path, Predicate<string> isWanted, string wanted,
        int lineBytesMax = LineBytesMaxDefault, bool lastLineMayBeOpen = false)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        var file = OpenMetered(path);
        try
        {
            var archive = new ZipArchive(file, ZipArchiveMode.Read);
            var entry = SingleEntry(path, archive, isWanted, wanted);
            var source = $"{path}!{entry.FullName}";
            return new LineReader(
                source, file, entry.Open(), lineBytesMax, entry.CompressedLength, archive, entry)
            {
                LastLineMayBeOpen = lastLineMayBeOpen,
            };
        }
        catch (InvalidDataException e)
        {
            file.Dispose();
            throw new FeedFormatException(path, 0, $"no readable zip archive, or cut short: {e.Message}", e);
        }
        catch (FeedFormatException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Tells the next line.</summary>
    /// <param name="line">Without its end; good until the next call.</param>
    /// <returns><c>false</c> at the end of the text.</returns>
    /// <exception cref="FeedFormatException">A line is too long, or the source is cut short or damaged.</exception>
    public bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
        if (length < 0 && !TryFindLineEnd(out length)) return TryTakeLastLine(out line);
        Line++;
        line = _buffer.AsSpan(_start, length);
        _start += length + 1;
        if (length > 0 && line[^1] == '\r') line = line[..^1];
        return true;
    }

    /// <summary>An error at the last line told.</summary>
    public FeedFormatException Error(string problem) => new(Source, Line, problem);

    public void Dispose()
    {
        _text.Dispose();
        _archive?.Dispose();
        _file.Dispose();
    }

    private static LineReader Open(string path, bool isGzip, int lineBytesMax, bool lastLineMayBeOpen)
    {
        var file = OpenMetered(path);
        if (isGzip && file.Length == 0)
        {
            file.Dispose();
            throw new FeedFormatException(path, 0, "expected a gzip archive, found an empty file");
        }

        Stream text = isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
        return new LineReader(path, file, text, lineBytesMax, file.Length) { LastLineMayBeOpen = lastLineMayBeOpen };
    }

    private static bool BeginsAsGzip(string path)
    {
        using var file = File.OpenRead(path);
        return file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
    }

    private static MeteredStream OpenMetered(string path) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileBufferBytes));

    private static ZipArchiveEntry SingleEntry(
        string path, ZipArchive archive, Predicate<string> isWanted, string wanted)
    {
        ZipArchiveEntry? found = null;
        foreach (var entry in archive.Entries)
        {
            if (!isWanted(entry.FullName)) continue;
            if (found is not null)
                throw new FeedFormatException(
                    path, 0, $"expected one {wanted}, found '{found.FullName}' and '{entry.FullName}'");
            found = entry;
        }

        return found ?? throw new FeedFormatException(path, 0, $"expected one {wanted}, found none");
    }

    /// <summary>Reads on until the line in hand has an end. Only the new bytes are searched.</summary>
    private bool TryFindLineEnd(out int length)
    {
        MoveToFront();
        length = -1;
        while (length < 0)
        {
            if (_end == _buffer.Length)
                throw new FeedFormatException(Source, Line + 1, $"the line is longer than {_buffer.Length} bytes");
            var count = ReadText(_buffer.AsSpan(_end));
            if (count == 0) return false;
            length = _buffer.AsSpan(_end, count).IndexOf((byte)'\n');
            if (length >= 0) length += _end;
            _end += count;
        }

        return true;
    }

    private void MoveToFront()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
    }

    private int ReadText(Span<byte> buffer)
    {
        try
        {
            var count = _text.Read(buffer);
            if (_entry is not null) Check(buffer[..count], _entry);
            return count;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new FeedFormatException(
                Source, Line + 1, $"the archive is damaged or cut short: {e.Message}", e);
        }
    }

    // The runtime unpacks an entry without looking at what the archive says of it.
    private void Check(ReadOnlySpan<byte> text, ZipArchiveEntry entry)
    {
        _textBytes += text.Length;
        _textSum.Add(text);
        if (text.Length > 0) return;
        if (_textBytes != entry.Length)
            throw new InvalidDataException($"expected {entry.Length} bytes of text, found {_textBytes}");
        if (_textSum.Value != entry.Crc32)
            throw new InvalidDataException($"expected check sum {entry.Crc32:x8}, found {_textSum.Value:x8}");
    }

    private bool TryTakeLastLine(out ReadOnlySpan<byte> line)
    {
        line = _buffer.AsSpan(_start, _end - _start);
        if (line.IsEmpty) return false;
        Line++;
        if (!LastLineMayBeOpen) throw Error("the text ends inside the line: cut short");
        _start = _end;
        return true;
    }
}
