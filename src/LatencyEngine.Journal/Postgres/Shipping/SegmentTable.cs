using System.Globalization;
using LatencyEngine.Journal.Postgres.Schema;

namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>
/// The table of one session in the layout of segments: it inherits from <c>mt_events</c>, so that whoever reads those reads
/// it too. While it is written it has only the key that keeps an event from being there twice; the rest comes when it is
/// sealed, at once and over sorted rows.
/// </summary>
internal static class SegmentTable
{
    public static string NameOf(int shard, ulong sessionId) =>
        string.Create(CultureInfo.InvariantCulture, $"{MartenTables.Events}_{shard}_{sessionId}");

    public static string CreateStatement(string schema, string segment) =>
        $"create table {schema}.{segment} (constraint pkey_{segment} primary key (seq_id)) inherits ({schema}.{MartenTables.Events})";

    /// <summary>The check lets the planner pass over the segment when another stream is asked for.</summary>
    public static IEnumerable<string> SealStatements(string schema, SessionRow session) =>
    [
        $"create unique index pk_{session.Segment}_stream_and_version on {schema}.{session.Segment} (stream_id, version)",
        $"""
         do $$ begin execute format(
             'alter table {schema}.{session.Segment} add constraint check_{session.Segment} check '
             || '(stream_id = {QuoteTwice(session.StreamId)} and seq_id between %s and %s)',
             (select coalesce(min(seq_id), 0) from {schema}.{session.Segment}),
             (select coalesce(max(seq_id), 0) from {schema}.{session.Segment})); end $$
         """,
        $"update {schema}.{StoreTables.Sessions} set is_sealed = true where stream_id = '{session.StreamId}'",
    ];

    /// <summary>Names of streams are ours: letters, digits and hyphens.</summary>
    private static string QuoteTwice(string streamId) => $"''{streamId}''";
}
