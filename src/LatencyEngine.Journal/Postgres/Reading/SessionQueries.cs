using System.Globalization;
using LatencyEngine.Journal.Postgres.Schema;
using LatencyEngine.Journal.Postgres.Shipping;

namespace LatencyEngine.Journal.Postgres.Reading;

/// <summary>How the rows of a session are found in their order.</summary>
internal enum RowOrder
{
    None = 0,

    /// <summary>By <c>seq_id</c>, the cheapest: nobody else took numbers between the session's first and its last.</summary>
    SeqId = 1,

    /// <summary>By version, through Marten's own index.</summary>
    Version = 2,

    /// <summary>By <c>seq_id</c> with holes: a segment that is still written has no index on versions.</summary>
    OpenSegment = 3,
}

/// <summary>The queries of one session's reader.</summary>
/// <param name="schema">Quoted.</param>
internal sealed class SessionQueries(string schema, SessionRow session)
{
    /// <summary>Of a window's rows: what they are found by, and the body.</summary>
    public const int ColumnCount = 2;

    /// <summary>
    /// Bytes as they are, or type, a space, and JSON. They cannot be taken for each other: <see cref="JsonBody"/>. One column,
    /// because each costs a tenth of a row.
    /// </summary>
    private const string Body = "coalesce(bdata, convert_to(type || ' ' || data::text, 'UTF8'))";

    /// <summary>Heads and marks have the host's time, which may be years from that of a recorded market.</summary>
    private const string IsInTime = "type not in ('session_started', 'session_resumed')";

    /// <summary>Sessions of the stock layout are in the parent itself, others in their segment.</summary>
    private readonly string _table = $"only {schema}.{session.Segment ?? MartenTables.Events}";

    /// <summary>Whether versions have an index.</summary>
    public bool HasVersionIndex => session.Segment == null || session.IsSealed;

    /// <summary>How many records of ours are there; others may have appended to a session that ended.</summary>
    public string Extent => HasVersionIndex
        ? $"""
           select e.version, f.seq_id, l.seq_id from {schema}.{StoreTables.Sessions} e
           left join {_table} f on f.stream_id = e.stream_id and f.version = 1
           left join {_table} l on l.stream_id = e.stream_id and l.version = e.version
           where e.stream_id = '{session.StreamId}'
           """
        : $"""
           select version, (select min(seq_id) from {_table}), (select max(seq_id) from {_table})
           from {schema}.{StoreTables.Sessions} where stream_id = '{session.StreamId}'
           """;

    private string Ours => $"stream_id = '{session.StreamId}'";

    /// <summary>The rows from a version on, at most so many. Bounded below only: an upper bound is checked for every row.</summary>
    /// <param name="key">In the order of <see cref="RowOrder.SeqId"/> a number of the store, else a version.</param>
    public string Window(RowOrder order, long key, long rows) => order switch
    {
        RowOrder.SeqId => Text($"select seq_id, {Body} from {_table} where seq_id >= {key} order by seq_id limit {rows}"),
        RowOrder.Version => Text(
            $"select version, {Body} from {_table} where {Ours} and version >= {key} order by version limit {rows}"),
        _ => Text(
            $"""
             select version, {Body} from {_table} where seq_id >= (select seq_id from {_table} where version = {key})
             order by seq_id limit {rows}
             """),
    };

    /// <summary>Version and time of the first input or output from a version on.</summary>
    public string TimeFrom(long version) =>
        Text($"select version, timestamp from {_table} where {Ours} and version >= {version} and {IsInTime} order by version limit 1");

    /// <summary>The first version at or after a time, by a scan.</summary>
    public string FirstAt(DateTime time) =>
        Text($"select version from {_table} where timestamp >= '{time:O}' and {IsInTime} order by seq_id limit 1");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
