namespace LatencyEngine.Journal.Postgres.Schema;

/// <summary>
/// Our own tables beside Marten's, which Marten does not look at: what the store as a whole is, and what we know of a
/// session that no column of Marten's can say. Each version is a step from the one before.
/// </summary>
internal static class StoreTables
{
    public const string Store = "engine_store";
    public const string Sessions = "engine_sessions";

    /// <summary>Statements by version, the first one version 1. Never changed once they were released.</summary>
    /// <param name="schema">Quoted.</param>
    public static IReadOnlyList<string[]> Steps(string schema) =>
    [
        [
            $"""
             create table {schema}.{Sessions} (
                 stream_id varchar not null primary key,
                 shard integer not null,
                 session_id numeric(20) not null,
                 first_sequence bigint not null,
                 started_nanos bigint not null,
                 version bigint not null default 0,
                 bytes bigint not null default 0,
                 is_ended boolean not null default false,
                 segment varchar,
                 is_sealed boolean not null default false,
                 is_detached boolean not null default false,
                 unique (shard, session_id))
             """,
            $"alter table {schema}.{Store} add column shares_sequence boolean not null default false",
        ],
    ];

    /// <summary>One row that holds the version of our tables; what else it holds comes with the steps.</summary>
    public static string StoreStatement(string schema) =>
        $"""
         create table if not exists {schema}.{Store} (
             id integer not null primary key check (id = 1),
             version integer not null)
         """;
}
