using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Postgres.Schema;

/// <summary>The tables that are there are not those that the event store needs; names each difference.</summary>
public sealed class SchemaException(string message) : JournalException(message);
