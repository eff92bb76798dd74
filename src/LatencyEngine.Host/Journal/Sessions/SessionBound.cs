using System.Globalization;
using LatencyEngine.Host.Text;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Sessions;

/// <summary>A place in a session as people say it: a journal sequence, a time, or a time of its first day. A value.</summary>
internal readonly record struct SessionBound(SessionBoundKind Kind, long Value)
{
    public const string Expected = $"a journal sequence, or {NanoTime.Expected}";

    public static bool TryParse(string text, out SessionBound bound)
    {
        bound = default;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            bound = new SessionBound(SessionBoundKind.Sequence, sequence);
        else if (NanoTime.TryParseOfDay(text, out var ofDay))
            bound = new SessionBound(SessionBoundKind.TimeOfDay, ofDay);
        else if (NanoTime.TryParse(text, out var nanos))
            bound = new SessionBound(SessionBoundKind.Time, nanos);
        return bound.Kind != SessionBoundKind.None;
    }

    /// <summary>The same as a sequence or a time.</summary>
    public SessionBound In(SessionNames names) => Kind == SessionBoundKind.TimeOfDay
        ? new SessionBound(SessionBoundKind.Time, names.FirstNanos - (names.FirstNanos % NanoTime.NanosPerDay) + Value)
        : this;

    /// <summary>Moves the reader here. Only of a bound that <see cref="In"/> has given.</summary>
    public void Seek(ISessionReader session)
    {
        if (Kind == SessionBoundKind.Time) session.SeekTime(Value);
        else session.SeekSequence(Math.Max(Value, session.Head.FirstSequence));
    }

    /// <summary>Whether a record is beyond this, as an end that is still wanted.</summary>
    public bool IsBefore(in JournalRecord record) => Kind switch
    {
        SessionBoundKind.Sequence => record.Sequence > Value,
        // The head and the marks carry the host's clock, not the market's.
        SessionBoundKind.Time => record.Kind is RecordKind.Input or RecordKind.Output && record.TimestampNanos > Value,
        _ => false,
    };
}

/// <summary>What a <see cref="SessionBound"/> counts.</summary>
internal enum SessionBoundKind
{
    /// <summary>No bound at all.</summary>
    None,
    Sequence,
    Time,

    /// <summary>Nanoseconds from midnight of the day of the first input.</summary>
    TimeOfDay,
}
