using LatencyEngine.Host.Journal.Lines;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Export;

/// <summary>JSON lines to one place. Cold; one thread; owns it.</summary>
internal sealed class JsonExport(ExportTarget target) : IRecordExport
{
    private readonly RecordLines _lines = new(target.Writer, names: null);

    public IReadOnlyCollection<string> Places => [target.Place];

    public void Write(in JournalRecord record) => _lines.Write(in record);

    public void Dispose()
    {
        _lines.Dispose();
        target.Dispose();
    }
}
