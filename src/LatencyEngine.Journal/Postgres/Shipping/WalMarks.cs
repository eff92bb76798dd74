namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>How far the server's write-ahead log is written, and how far it is on disk, in bytes.</summary>
internal readonly record struct WalMarks(long End, long Flushed)
{
    public const string Columns =
        "(pg_current_wal_insert_lsn() - '0/0')::bigint, (pg_current_wal_flush_lsn() - '0/0')::bigint";

    /// <summary>Of the statement that asks for them: one other column comes first.</summary>
    public const int FieldCount = 3;
}
