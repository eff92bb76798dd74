namespace LatencyEngine.Host.Journal.Export;

/// <summary>As what a session is exported.</summary>
internal enum ExportFormat
{
    /// <summary>A JSON object for each record, with the values as the schema has them.</summary>
    Jsonl,

    /// <summary>A table for each message, with the values as people read them.</summary>
    Csv,
}
