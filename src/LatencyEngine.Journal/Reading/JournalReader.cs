using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Reading;

/// <summary>Opens journals for reading, wherever they are. Cold.</summary>
public static class JournalReader
{
    /// <summary>The log in a folder, live or closed.</summary>
    /// <exception cref="JournalException">There is no such folder.</exception>
    public static IJournalReader Open(string folder) => Directory.Exists(folder)
        ? new LogJournal(folder)
        : throw new JournalException($"there is no journal at '{folder}': no such folder");
}
