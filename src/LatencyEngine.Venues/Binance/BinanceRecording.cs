using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Venues.Binance;

/// <summary>Files of one recording as one stream of lines: receive time, a blank, JSON. One thread; owns the file
/// that is open.</summary>
internal sealed class BinanceRecording : IDisposable
{
    /// <summary>The venue's largest snapshot, 5,000 levels a side, takes about 320,000.</summary>
    private const int LineBytesMax = 1 << 20;

    private readonly string[] _paths;
    private int _opened;
    private LineReader? _reader;
    private long _bytesOfClosed;

    /// <exception cref="FileNotFoundException">One of the files does not exist.</exception>
    public BinanceRecording(IReadOnlyList<string> paths)
    {
        _paths = [.. paths];
        foreach (var path in _paths) BytesTotal += new FileInfo(path).Length;
    }

    public long BytesTotal { get; }

    public long BytesRead => _bytesOfClosed + (_reader?.BytesRead ?? 0);

    /// <summary>Lines told.</summary>
    public long Lines { get; private set; }

    /// <summary>Tells the next line.</summary>
    /// <param name="receiveNanos">The recorder's clock, UTC nanoseconds since the epoch.</param>
    /// <param name="json">Good until the next call.</param>
    /// <returns><c>false</c> at the end of the last file.</returns>
    /// <exception cref="FeedFormatException">A file is damaged, or a line has no time.</exception>
    public bool TryReadLine(out long receiveNanos, out ReadOnlySpan<byte> json)
    {
        receiveNanos = 0;
        json = default;
        ReadOnlySpan<byte> line;
        while (_reader is null || !_reader.TryReadLine(out line))
            if (!TryOpenNext()) return false;

        var blank = line.IndexOf((byte)' ');
        if (blank < 0 || !DecimalText.TryParseWhole(line[..blank], out receiveNanos) || receiveNanos <= 0)
            throw _reader.Error("expected the time of receipt in nanoseconds, a blank, and JSON");
        json = line[(blank + 1)..];
        Lines++;
        return true;
    }

    /// <summary>An error at the last line told.</summary>
    public FeedFormatException Error(string problem, Exception cause) =>
        new(_reader!.Source, _reader.Line, problem, cause);

    public void Dispose()
    {
        _opened = _paths.Length;
        Close();
    }

    private void Close()
    {
        if (_reader is null) return;
        _bytesOfClosed += _reader.BytesRead;
        _reader.Dispose();
        _reader = null;
    }

    private bool TryOpenNext()
    {
        Close();
        if (_opened == _paths.Length) return false;
        _reader = LineReader.OpenFile(_paths[_opened++], LineBytesMax);
        return true;
    }
}
