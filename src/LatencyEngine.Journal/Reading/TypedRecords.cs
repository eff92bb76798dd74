using LatencyEngine.Domain;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Reading;

/// <summary>
/// The messages of one type from where a session's reader stands to its end, for <c>foreach</c>. Used by the reader's
/// thread; allocates nothing, and moves the reader.
/// </summary>
public readonly struct TypedRecords<T>(ISessionReader session)
    where T : unmanaged, ISbeMessage<T>
{
    public Enumerator GetEnumerator() => new(session);

    /// <summary>Walks through them.</summary>
    public struct Enumerator(ISessionReader session)
    {
        public TypedRecord<T> Current { get; private set; }

        /// <exception cref="JournalException">The journal is damaged here.</exception>
        public bool MoveNext()
        {
            while (session.TryRead(out var record))
            {
                if (!record.TryAs<T>(out var message)) continue;
                Current = new TypedRecord<T>(record.Sequence, message);
                return true;
            }

            return false;
        }
    }
}
