using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Postgres.Cluster;

/// <summary>A private PostgreSQL cannot be made or run here; says what is missing and what would help.</summary>
public sealed class ClusterException : JournalException
{
    public ClusterException(string message)
        : base(message)
    {
    }

    public ClusterException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
