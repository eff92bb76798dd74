using LatencyEngine.Host.Journal.Fields;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Export;

/// <summary>A table for each message that occurs, opened when it first does. Cold; one thread; owns the tables.</summary>
/// <param name="open">Opens the place for a message by its name.</param>
internal sealed class CsvExport(Func<string, ExportTarget> open, bool isRaw) : IRecordExport
{
    private readonly CsvTable?[] _tables = new CsvTable?[MessageShapes.TemplateEnd];

    public IReadOnlyCollection<string> Places => [.. from table in _tables where table is not null select table.Place];

    public void Write(in JournalRecord record)
    {
        // A message of a newer version has no columns that we know of.
        if (MessageShapes.Of(record.TemplateId) is { } shape) (_tables[shape.TemplateId] ??= Open(shape)).Write(in record);
    }

    public void Dispose()
    {
        foreach (var table in _tables) table?.Dispose();
    }

    private CsvTable Open(MessageShape shape)
    {
        var table = new CsvTable(shape, open(shape.Name), isRaw);
        table.WriteHeading();
        return table;
    }
}
