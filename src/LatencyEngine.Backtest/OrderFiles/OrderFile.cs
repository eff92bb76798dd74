using System.Runtime.InteropServices;
using System.Text;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>A file of orders and cancels in memory, plain or gzip, in one of the two formats. Immutable.</summary>
/// <remarks>
/// <para><b>Damage.</b> The first row that is not in the format ends the reading with its line and what was expected; so does
/// text that stops inside a row.</para>
/// <para><b>Cost.</b> 40 bytes a row, so that nothing is read or parsed while orders are matched.</para>
/// </remarks>
public sealed class OrderFile
{
    public const int RowsMax = 1 << 25;

    private const int LineBytesMax = 1 << 16;
    private const int BytesPerRowLeast = 8;
    private const int ShownCharsMax = 80;

    private readonly List<OrderRow> _rows;
    private readonly int _linesBefore;

    private OrderFile(string path, OrderFileFormat format, List<OrderRow> rows, int linesBefore)
    {
        (Path, Format) = (path, format);
        (_rows, _linesBefore) = (rows, linesBefore);
    }

    public string Path { get; }

    public OrderFileFormat Format { get; }

    public ReadOnlySpan<OrderRow> Rows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>Reads a whole file.</summary>
    /// <param name="format">None takes the format from the headings. Another one is taken whatever the headings say, and
    /// there may be none.</param>
    /// <exception cref="FeedFormatException">The file is not in the format; names the line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static OrderFile Read(string path, OrderFileFormat format = OrderFileFormat.None)
    {
        using var lines = LineReader.OpenDetected(path, LineBytesMax);
        if (!lines.TryReadLine(out var first))
            throw new FeedFormatException(path, 0, $"expected {OrderRowParser.HeadingsExpected}, found an empty file");
        if (format == OrderFileFormat.None) format = FormatOf(lines, first);
        var parser = new OrderRowParser(lines, format);
        var rows = new List<OrderRow>((int)Math.Min(lines.BytesTotal / BytesPerRowLeast, RowsMax));
        var hasHeadings = OrderRowParser.IsHeadings(first);
        if (!hasHeadings) rows.Add(parser.Parse(first));
        while (lines.TryReadLine(out var line))
        {
            if (rows.Count == RowsMax) throw lines.Error($"expected at most {RowsMax} rows, found more");
            rows.Add(parser.Parse(line));
        }

        return new OrderFile(path, format, rows, hasHeadings ? 1 : 0);
    }

    /// <summary>The line of a row, from 1.</summary>
    public long LineOf(int row) => row + 1L + _linesBefore;

    private static OrderFileFormat FormatOf(LineReader lines, ReadOnlySpan<byte> first)
    {
        var format = OrderRowParser.FormatOf(first);
        if (format != OrderFileFormat.None) return format;
        var found = Encoding.UTF8.GetString(first[..Math.Min(first.Length, ShownCharsMax)]);
        throw lines.Error($"expected {OrderRowParser.HeadingsExpected}, found '{found}'");
    }
}
