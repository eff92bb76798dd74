using Npgsql;

namespace LatencyEngine.Journal.Postgres.Reading;

/// <summary>How much of a session is there, and how its rows are best found. Looked up again when it is exhausted.</summary>
internal sealed class SessionExtent(NpgsqlConnection connection, SessionQueries queries)
{
    /// <summary>Of the last record that is there.</summary>
    public long LastVersion { get; private set; }

    public RowOrder Order { get; private set; }

    /// <summary>What a row's key is above its version.</summary>
    public long KeyOffset { get; private set; }

    public void Refresh()
    {
        using var command = new NpgsqlCommand(queries.Extent, connection);
        using var reader = command.ExecuteReader();
        LastVersion = 0;
        if (!reader.Read() || reader.IsDBNull(1) || reader.IsDBNull(2)) return;
        LastVersion = reader.GetInt64(0);
        var (first, last) = (reader.GetInt64(1), reader.GetInt64(2));
        var isContiguous = last - first + 1 == LastVersion;
        Order = isContiguous ? RowOrder.SeqId : queries.HasVersionIndex ? RowOrder.Version : RowOrder.OpenSegment;
        KeyOffset = isContiguous ? first - 1 : 0;
    }
}
