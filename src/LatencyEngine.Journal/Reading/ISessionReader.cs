using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Reading;

/// <summary>
/// Reads the records of one session in their order: the head first, then every input followed by its outputs. Used by
/// one thread; allocates nothing for a record.
/// </summary>
public interface ISessionReader : IDisposable
{
    SessionHead Head { get; }

    /// <summary>Reads the next record.</summary>
    /// <returns><c>false</c> at the end of what is there now; a session that is still written may have more later.</returns>
    /// <exception cref="JournalException">The journal is damaged here; names the place.</exception>
    bool TryRead(out JournalRecord record);

    /// <summary>The next record will be the first one at or after this sequence.</summary>
    void SeekSequence(long sequence);

    /// <summary>The next record will be the first one whose message has this time or a later one.</summary>
    /// <param name="timestampNanos">UTC nanoseconds since the Unix epoch.</param>
    void SeekTime(long timestampNanos);
}
