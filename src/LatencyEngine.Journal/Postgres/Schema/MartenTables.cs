namespace LatencyEngine.Journal.Postgres.Schema;

/// <summary>
/// Marten's event tables as Marten 9.29 makes them with streams identified by strings, in our own words; Marten finds
/// no difference. Its functions are left to it, for the shipper calls none.
/// </summary>
public static class MartenTables
{
    public const string Streams = "mt_streams";
    public const string Events = "mt_events";
    public const string EventsSequence = "mt_events_sequence";
    public const string Progression = "mt_event_progression";
    public const string HighWaterSkips = "mt_high_water_skips";

    /// <summary>The unique index that makes versions of a stream unique, by its name in Marten.</summary>
    public const string VersionIndex = "pk_mt_events_stream_and_version";

    /// <summary>The tables that the event store is made of, in the order of their making.</summary>
    public static IReadOnlyList<string> All { get; } = [Streams, Events, Progression, HighWaterSkips];

    /// <summary>One statement each. An event's time has a live default, where Marten's own is frozen by a quoted one.</summary>
    /// <param name="schema">Quoted.</param>
    public static IReadOnlyList<string> Statements(string schema) =>
    [
        $"""
         create table {schema}.mt_streams (
             id varchar not null constraint pkey_mt_streams_id primary key,
             type varchar,
             version bigint,
             timestamp timestamptz not null default now(),
             created timestamptz not null default now(),
             tenant_id varchar default '*DEFAULT*',
             is_archived boolean default false)
         """,
        $"""
         create table {schema}.mt_events (
             seq_id bigint not null constraint pkey_mt_events_seq_id primary key,
             id uuid not null,
             stream_id varchar,
             version bigint not null,
             data jsonb not null,
             bdata bytea,
             type varchar(500) not null,
             timestamp timestamptz not null default now(),
             tenant_id varchar default '*DEFAULT*',
             mt_dotnet_type varchar,
             is_archived boolean default false,
             constraint fkey_mt_events_stream_id foreign key (stream_id)
                 references {schema}.mt_streams(id) on delete cascade)
         """,
        $"create unique index pk_mt_events_stream_and_version on {schema}.mt_events (stream_id, version)",
        $"create sequence {schema}.mt_events_sequence owned by {schema}.mt_events.seq_id",
        $"""
         create table {schema}.mt_event_progression (
             name varchar not null constraint pk_mt_event_progression primary key,
             last_seq_id bigint,
             last_updated timestamptz default transaction_timestamp())
         """,
        $"""
         create table {schema}.mt_high_water_skips (
             ending_sequence bigint not null constraint pkey_mt_high_water_skips_ending_sequence primary key,
             starting_sequence bigint not null,
             timestamp timestamptz default transaction_timestamp())
         """,
    ];
}
