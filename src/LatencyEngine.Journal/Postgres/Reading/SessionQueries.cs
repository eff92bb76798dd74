using System.Globalization;
using LatencyEngine.Journal.Postgres.Schema;
using LatencyEngine.Journal.Postgres.Shipping;

namespace LatencyEngine.Journal.Postgres.Reading;

/// <summary>
/// The queries of one session's reader. A segment that is still written has no index on versions, so it is read by
/// <c>seq_id</c>, which grows with them.
/// </summary>
/// <param name="schema">Quoted.</param>
internal sealed class SessionQueries(string schema, SessionRow session)
{
    /// <summary>Of the rows: version, number where rows are found by it, and the body.</summary>
    public const int ColumnCount = 3;

    /// <summary>
    /// Bytes as they are, or type, a space, and JSON. They cannot be taken for each other: <see cref="JsonBody"/>. One column,
    /// because each costs a tenth of a row.
    /// </summary>
    private const string Body = "coalesce(bdata, convert_to(type || ' ' || data::text, 'UTF8'))";

    private readonly string _table = session.Segment == null
        ? $"{schema}.{MartenTables.Events}"
        : $"only {schema}.{session.Segment}";

    /// <summary>Whether rows are found by version.</summary>
    public bool HasVersionIndex => session.Segment == null || session.IsSealed;

    private string Ours => $"stream_id = '{session.StreamId}'";

    /// <summary>Others may have appended to a session that ended; that is none of the journal.</summary>
    private string Known => $"version <= (select version from {schema}.{StoreTables.Sessions} where {Ours})";

    /// <summary>The next rows, at most so many.</summary>
    /// <param name="fromVersion">Of the first.</param>
    /// <param name="afterSeqId">Of the row before it; used without an index on versions.</param>
    public string Window(long fromVersion, long afterSeqId, int rows) => HasVersionIndex
        ? Text(
            $"""
             select version, null, {Body} from {_table}
             where {Ours} and version >= {fromVersion} and version < {fromVersion + rows} and {Known} order by version
             """)
        : Text($"select version, seq_id, {Body} from {_table} where seq_id > {afterSeqId} and {Known} order by seq_id limit {rows}");

    /// <summary>The number of a version's row; a scan of the segment.</summary>
    public string SeqIdOf(long version) => Text($"select seq_id from {_table} where version = {version}");

    /// <summary>Version and time of the first input or output from a version on.</summary>
    public string TimeFrom(long version) =>
        Text($"select version, timestamp from {_table} where {Ours} and version >= {version} and {IsInTime} order by version limit 1");

    /// <summary>The first version at or after a time, by a scan.</summary>
    public string FirstAt(DateTime time) =>
        Text($"select version from {_table} where timestamp >= '{time:O}' and {IsInTime} order by seq_id limit 1");

    /// <summary>Heads and marks have the host's time, which may be years from that of a recorded market.</summary>
    private static string IsInTime => "type not in ('session_started', 'session_resumed')";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
