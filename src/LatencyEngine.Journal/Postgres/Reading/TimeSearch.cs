using Npgsql;

namespace LatencyEngine.Journal.Postgres.Reading;

/// <summary>Finds the first event of a session at or after a time: inputs and outputs never go back in time.</summary>
internal sealed class TimeSearch(NpgsqlConnection connection, SessionQueries queries)
{
    private const long NanosPerMicro = 1_000;

    /// <returns>A version at or before that of the event, by less than a microsecond's events; past the end when there is none.</returns>
    public long FirstVersionAt(long timestampNanos, long lastVersion)
    {
        var time = FloorOf(timestampNanos);
        if (!queries.HasVersionIndex) return Scan(time) ?? lastVersion + 1;
        // What is below "low" is earlier; what is from "high" on is not.
        var (low, high) = (1L, lastVersion + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (TimeFrom(middle) is not { } found || found.Time >= time) high = middle;
            else low = found.Version + 1;
        }
        return low;
    }

    private long? Scan(DateTime time)
    {
        using var command = new NpgsqlCommand(queries.FirstAt(time), connection);
        return (long?)command.ExecuteScalar();
    }

    private (long Version, DateTime Time)? TimeFrom(long version)
    {
        using var command = new NpgsqlCommand(queries.TimeFrom(version), connection);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetDateTime(1)) : null;
    }

    private static DateTime FloorOf(long nanos)
    {
        var micros = nanos / NanosPerMicro;
        if (nanos < micros * NanosPerMicro) micros--;
        return DateTime.UnixEpoch.AddMicroseconds(micros);
    }
}
