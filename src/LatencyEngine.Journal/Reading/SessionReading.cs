using LatencyEngine.Domain;

namespace LatencyEngine.Journal.Reading;

/// <summary>What can be asked of every reader of a session. Cold.</summary>
public static class SessionReading
{
    /// <summary>The messages of this type from here to the end.</summary>
    public static TypedRecords<T> Each<T>(this ISessionReader session)
        where T : unmanaged, ISbeMessage<T> => new(session);

    /// <summary>Back to the head.</summary>
    public static void Rewind(this ISessionReader session)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.SeekSequence(session.Head.FirstSequence);
    }
}
