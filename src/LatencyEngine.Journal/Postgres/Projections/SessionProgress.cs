using LatencyEngine.Domain;
using LatencyEngine.Journal.Records;
using Npgsql;

namespace LatencyEngine.Journal.Postgres.Projections;

/// <summary>
/// What the read models know of one session, and how far they have come in it: written with the rows themselves, so that
/// no event counts twice and none is left out.
/// </summary>
internal sealed class SessionProgress(string streamId, SessionHead head)
{
    public const string Table = "sessions";

    private long _firstVersion;
    private long _lastVersion;
    private long _nanos = head.StartedNanos;
    private SessionEnded? _ended;

    public string StreamId => streamId;

    public static string CreateStatement(string schema) =>
        $"""
        create table {schema}.{Table} (stream_id text not null primary key, session_id numeric not null,
            first_sequence bigint not null, started_at timestamptz not null, code_version text not null,
            configuration_hash text not null, version bigint not null, at timestamptz not null, at_nanos bigint not null,
            ended_at timestamptz, inputs numeric, outputs numeric, output_hash numeric, state_hash numeric)
        """;

    public void Add(long version, in JournalRecord record)
    {
        if (_firstVersion == 0) _firstVersion = version;
        (_lastVersion, _nanos) = (version, record.TimestampNanos);
        if (record.TemplateId == SessionEnded.TemplateId && SessionEnded.TryDecode(record.Message, out var ended)) _ended = ended;
    }

    /// <summary>Moves the mark over an event that is none of ours.</summary>
    public void Pass(long version)
    {
        if (_firstVersion == 0) _firstVersion = version;
        _lastVersion = version;
    }

    /// <summary>Moves the mark on; refuses where events between the mark and these were never taken in.</summary>
    public async Task FlushAsync(NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        if (_firstVersion == 0) return;
        await using var command = new NpgsqlCommand(
            $"""
            insert into {schema}.{Table} as held
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
            where $15 = 0 or exists (select from {schema}.{Table} where stream_id = $1)
            on conflict (stream_id) do update set version = excluded.version, at = excluded.at, at_nanos = excluded.at_nanos,
                ended_at = excluded.ended_at, inputs = excluded.inputs, outputs = excluded.outputs,
                output_hash = excluded.output_hash, state_hash = excluded.state_hash
            where held.version = $15
            """,
            connection);
        AddParameters(command.Parameters);
        if (await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false) != 1)
            throw new JournalException(
                $"the read models of {streamId} do not stand at version {_firstVersion - 1}: they were kept by another or not at all");
        Discard();
    }

    public void Discard() => (_firstVersion, _lastVersion, _ended) = (0, 0, null);

    private void AddParameters(NpgsqlParameterCollection parameters)
    {
        Add<string>(streamId);
        Add<decimal>(head.SessionId);
        Add(head.FirstSequence);
        Add(ViewText.TimeOf(head.StartedNanos));
        Add(head.CodeVersion.Replace("\0", "", StringComparison.Ordinal));
        Add(Convert.ToHexStringLower(head.ConfigurationHash));
        Add(_lastVersion);
        Add(ViewText.TimeOf(_nanos));
        Add(_nanos);
        AddOptional(_ended is { } ended ? ViewText.TimeOf(ended.TimestampNanos) : (DateTime?)null, NpgsqlTypes.NpgsqlDbType.TimestampTz);
        foreach (var total in (ulong?[])[_ended?.Inputs, _ended?.Outputs, _ended?.OutputHash, _ended?.StateHash])
            AddOptional((decimal?)total, NpgsqlTypes.NpgsqlDbType.Numeric);
        Add(_firstVersion - 1);

        void Add<T>(T value) => parameters.Add(new NpgsqlParameter<T> { TypedValue = value });

        void AddOptional<T>(T? value, NpgsqlTypes.NpgsqlDbType type)
            where T : struct =>
            parameters.Add(new NpgsqlParameter { Value = value is { } known ? known : DBNull.Value, NpgsqlDbType = type });
    }
}
