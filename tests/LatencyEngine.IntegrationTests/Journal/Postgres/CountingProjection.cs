using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Records;
using Npgsql;

namespace LatencyEngine.IntegrationTests.Journal.Postgres;

/// <summary>The smallest read model: how many records there are, and the sum of their sequences.</summary>
internal sealed class CountingProjection : IProjection
{
    private string _table = "";
    private long _records;
    private long _sum;

    public string Name => "counts";

    public async Task PrepareAsync(NpgsqlConnection connection, MartenSchema schema, CancellationToken cancellation)
    {
        _table = $"{schema.Quoted}.counts";
        await using var make = new NpgsqlCommand(
            $"create table if not exists {_table} as select 0::bigint as records, 0::numeric as sum", connection);
        await make.ExecuteNonQueryAsync(cancellation);
    }

    public void BeginSession(string streamId, SessionHead head)
    {
        // Counts over all sessions.
    }

    public void Add(in JournalRecord record)
    {
        _records++;
        _sum += record.Sequence;
    }

    public async Task FlushAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var add = new NpgsqlCommand($"update {_table} set records = records + {_records}, sum = sum + {_sum}", connection);
        await add.ExecuteNonQueryAsync(cancellation);
        Discard();
    }

    public void Discard() => (_records, _sum) = (0, 0);
}
