using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Export;

/// <summary>Takes records and writes them somewhere. Cold; one thread; closes what it opened.</summary>
internal interface IRecordExport : IDisposable
{
    /// <summary>What was written to, for people.</summary>
    IReadOnlyCollection<string> Places { get; }

    void Write(in JournalRecord record);
}
