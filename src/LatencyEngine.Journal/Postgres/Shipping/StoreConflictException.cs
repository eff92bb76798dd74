using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>The store holds something that this journal did not write; going on would mix two truths.</summary>
public sealed class StoreConflictException : JournalException
{
    public StoreConflictException(string message)
        : base(message)
    {
    }

    public StoreConflictException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
