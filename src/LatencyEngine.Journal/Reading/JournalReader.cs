using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Reading;

/// <summary>Opens journals for reading, wherever they are. Cold.</summary>
public static class JournalReader
{
    private const char OfConnectionString = '=';

    /// <summary>The log in a folder, live or closed, or the event store that a connection string names.</summary>
    /// <param name="place">Text with an equals sign that is no folder is a connection string.</param>
    /// <exception cref="JournalException">There is no such folder.</exception>
    public static IJournalReader Open(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.Contains(OfConnectionString) && !Directory.Exists(place) ? OpenStore(place) : OpenLog(place);
    }

    /// <exception cref="JournalException">There is no such folder.</exception>
    public static IJournalReader OpenLog(string folder) => Directory.Exists(folder)
        ? new LogJournal(folder)
        : throw new JournalException($"there is no journal at '{folder}': no such folder");

    /// <param name="connectionString">Of the database; its search path names the schema.</param>
    /// <exception cref="JournalException">It is no connection string.</exception>
    public static IJournalReader OpenStore(string connectionString)
    {
        try
        {
            return new PostgresJournal(connectionString);
        }
        catch (ArgumentException wrong)
        {
            throw new JournalException($"the connection string of the event store cannot be read: {wrong.Message}", wrong);
        }
    }
}
