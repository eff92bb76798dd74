using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using LatencyEngine.TestKit;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Tests.Venues.Feeds;

public sealed class LineReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.csv.gz")]
    [InlineData("a.zip")]
    public void Lines_are_told_without_their_ends(string name)
    {
        using var reader = Open(name, "one\ntwo\r\n\nfour\n");
        Assert.Equal(["one", "two", "", "four"], Lines(reader));
        Assert.Equal(4, reader.Line);
    }

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.csv.gz")]
    [InlineData("a.zip")]
    public void A_long_text_comes_through_a_small_buffer_unchanged(string name)
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => new string((char)('a' + (i % 26)), i % 61)).ToArray();
        using var reader = Open(name, string.Join('\n', lines) + "\n", lineBytesMax: 64);
        Assert.Equal(lines, Lines(reader));
        Assert.Equal(reader.BytesTotal, reader.BytesRead);
        Assert.False(reader.TryReadLine(out _));
    }

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.csv.gz")]
    [InlineData("a.zip")]
    public void A_text_that_ends_inside_a_line_is_an_error_at_that_line(string name)
    {
        using var reader = Open(name, "one\ntw");
        Assert.True(reader.TryReadLine(out _));
        var error = Assert.Throws<FeedFormatException>(() => reader.TryReadLine(out _));
        Assert.Equal(2, error.Line);
        Assert.Contains("a.", error.Message, StringComparison.Ordinal);
        Assert.Contains("(2): the text ends inside the line", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_format_may_leave_out_the_last_line_feed()
    {
        var path = TextFiles.Zip(PathOf("a.zip"), ("a.csv", "one\ntwo"));
        using var reader = LineReader.OpenZipEntry(path, _ => true, "entry", lastLineMayBeOpen: true);
        Assert.Equal(["one", "two"], Lines(reader));
    }

    [Fact]
    public void A_line_longer_than_the_buffer_is_an_error_at_that_line()
    {
        using var reader = Open("a.csv", "one\n" + new string('x', 64) + "\n", lineBytesMax: 64);
        Assert.True(reader.TryReadLine(out _));
        var error = Assert.Throws<FeedFormatException>(() => reader.TryReadLine(out _));
        Assert.Equal(2, error.Line);
        Assert.Contains("longer than 64 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_line_fits()
    {
        using var reader = Open("a.csv", new string('x', 63) + "\ny\n", lineBytesMax: 64);
        Assert.Equal([new string('x', 63), "y"], Lines(reader));
    }

    [Fact]
    public void A_gzip_that_is_cut_short_is_an_error_after_its_last_whole_line()
    {
        var path = TextFiles.Gzip(PathOf("a.gz"), Numbers(50_000));
        TextFiles.Cut(path, new FileInfo(path).Length / 2);
        using var reader = LineReader.OpenFile(path);
        var error = Assert.Throws<FeedFormatException>(() => Lines(reader));
        Assert.InRange(error.Line, 2, 49_999);
        Assert.Equal(reader.Line + 1, error.Line);
        Assert.Contains("cut short", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_entry_with_a_changed_byte_is_an_error()
    {
        var path = TextFiles.StoredZip(PathOf("a.zip"), ("a.csv", "100,200\n"));
        var offset = File.ReadAllBytes(path).AsSpan().IndexOf("100,200"u8);
        TextFiles.Damage(path, offset);
        using var reader = LineReader.OpenZipEntry(path, _ => true, "entry");
        Assert.Throws<FeedFormatException>(() => Lines(reader));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_gzip_without_its_trailer_is_an_error(int missingBytes)
    {
        var path = TextFiles.Gzip(PathOf("a.gz"), "one\n");
        TextFiles.Cut(path, new FileInfo(path).Length - missingBytes);
        using var reader = LineReader.OpenFile(path);
        Assert.Throws<FeedFormatException>(() => Lines(reader));
    }

    [Fact]
    public void An_empty_gzip_is_an_error()
    {
        var path = TextFiles.Plain(PathOf("a.gz"), "");
        Assert.Throws<FeedFormatException>(() => LineReader.OpenFile(path));
        File.Delete(path); // Nothing holds it open.
    }

    [Fact]
    public void A_file_that_is_no_gzip_is_an_error()
    {
        var path = TextFiles.Plain(PathOf("a.gz"), "one\n");
        using var reader = LineReader.OpenFile(path);
        Assert.Equal(1, Assert.Throws<FeedFormatException>(() => Lines(reader)).Line);
    }

    [Theory]
    [InlineData("a.gz")]
    [InlineData("a.csv")]
    public void A_gzip_is_known_by_its_beginning_whatever_its_name(string name)
    {
        using var reader = LineReader.OpenDetected(TextFiles.Gzip(PathOf(name), "one\ntwo\n"));
        Assert.Equal(["one", "two"], Lines(reader));
    }

    [Theory]
    [InlineData("a.gz")]
    [InlineData("a.csv")]
    public void A_plain_text_is_known_by_its_beginning_whatever_its_name(string name)
    {
        using var reader = LineReader.OpenDetected(TextFiles.Plain(PathOf(name), "one\ntwo"), lastLineMayBeOpen: true);
        Assert.Equal(["one", "two"], Lines(reader));
    }

    [Fact]
    public void An_empty_file_of_either_kind_has_no_lines()
    {
        using var reader = LineReader.OpenDetected(TextFiles.Plain(PathOf("a.gz"), ""));
        Assert.Empty(Lines(reader));
    }

    [Fact]
    public void A_zip_that_is_cut_short_is_an_error_naming_the_file()
    {
        var path = TextFiles.Zip(PathOf("a.zip"), ("a.csv", Numbers(50_000)));
        TextFiles.Cut(path, new FileInfo(path).Length / 2);
        var error = Assert.Throws<FeedFormatException>(
            () => LineReader.OpenZipEntry(path, _ => true, "entry"));
        Assert.Contains("a.zip", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_entry_of_another_length_than_it_says_is_an_error()
    {
        var path = TextFiles.Zip(PathOf("a.zip"), ("a.csv", "one\ntwo\n"));
        SetLengthInDirectory(path, 80);
        using var reader = LineReader.OpenZipEntry(path, _ => true, "entry");
        Assert.Throws<FeedFormatException>(() => Lines(reader));
    }

    [Theory]
    [InlineData("c.csv", "found none")]
    [InlineData(".csv", "found 'a.csv' and 'b.csv'")]
    public void The_wanted_entry_must_be_there_once(string end, string problem)
    {
        var path = TextFiles.Zip(PathOf("a.zip"), ("a.csv", "1\n"), ("b.csv", "2\n"));
        var error = Assert.Throws<FeedFormatException>(() => LineReader.OpenZipEntry(
            path, name => name.EndsWith(end, StringComparison.Ordinal), "table"));
        Assert.Contains("expected one table, " + problem, error.Message, StringComparison.Ordinal);
        File.Delete(path); // Nothing holds it open.
    }

    [Fact]
    public void Reading_lines_allocates_nothing_per_line()
    {
        var path = TextFiles.Gzip(PathOf("a.gz"), Numbers(200_000));
        using var reader = LineReader.OpenFile(path);
        for (var i = 0; i < 100_000; i++) reader.TryReadLine(out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 90_000; i++) reader.TryReadLine(out _);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }

    private string PathOf(string name) => Path.Combine(_folder.Path, name);

    private static string Numbers(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => ((i * 7919L) % 1_000_003).ToString(CultureInfo.InvariantCulture) + "\n"));

    private static List<string> Lines(LineReader reader)
    {
        var lines = new List<string>();
        while (reader.TryReadLine(out var line)) lines.Add(Encoding.ASCII.GetString(line));
        return lines;
    }

    // The uncompressed length stands at offset 24 of the one record of the central directory.
    private static void SetLengthInDirectory(string path, uint length)
    {
        var bytes = File.ReadAllBytes(path);
        var record = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(record + 24), length);
        File.WriteAllBytes(path, bytes);
    }

    private LineReader Open(string name, string text, int lineBytesMax = LineReader.LineBytesMaxDefault)
    {
        var path = PathOf(name);
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            TextFiles.Zip(path, ("a.csv", text));
            return LineReader.OpenZipEntry(path, entry => entry == "a.csv", "entry", lineBytesMax);
        }

        if (name.EndsWith(".gz", StringComparison.Ordinal)) TextFiles.Gzip(path, text);
        else TextFiles.Plain(path, text);
        return LineReader.OpenFile(path, lineBytesMax);
    }
}
