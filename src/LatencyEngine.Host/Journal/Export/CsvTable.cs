using System.Globalization;
using LatencyEngine.Host.Journal.Fields;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Export;

/// <summary>
/// The records of one message as comma-separated values (RFC 4180): a heading, then sequence and fields. Cold; one
/// thread; owns where they go.
/// </summary>
/// <param name="isRaw">Integers as the schema has them, rather than decimals, times and names.</param>
internal sealed class CsvTable(MessageShape shape, ExportTarget target, bool isRaw) : IDisposable
{
    private const string Separator = ",";
    private const string NewLine = "\r\n";

    private readonly TextWriter _output = target.Writer;

    public string Place => target.Place;

    public void WriteHeading() =>
        _output.Write(string.Join(Separator, shape.Fields.Select(field => field.Name).Prepend("sequence")) + NewLine);

    public void Write(in JournalRecord record)
    {
        var block = MessageShape.BlockOf(record.Message);
        _output.Write(record.Sequence.ToString(CultureInfo.InvariantCulture));
        foreach (var field in shape.Fields)
        {
            _output.Write(Separator);
            _output.Write(Quoted(TextOf(field, block)));
        }

        _output.Write(NewLine);
    }

    public void Dispose() => target.Dispose();

    private string TextOf(MessageField field, ReadOnlySpan<byte> block)
    {
        if (!isRaw || !field.IsNumber) return field.TextOf(block) ?? "";
        return field.TryGetNumber(block, out var number) ? number.ToString(CultureInfo.InvariantCulture) : "";
    }

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0
        ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
