using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Postgres.Projections;

/// <summary>Where an event stands in the store, for the columns that every table has.</summary>
/// <param name="Session">Counts the sessions that this projector has begun.</param>
/// <param name="StreamId">Of the session.</param>
/// <param name="Version">Within the stream.</param>
/// <param name="Sequence">Within the journal.</param>
/// <param name="Nanos">UTC nanoseconds since the Unix epoch.</param>
internal readonly record struct EventPlace(int Session, string StreamId, long Version, long Sequence, long Nanos)
{
    /// <summary>Begins the row of an event.</summary>
    public ViewTable Event(ViewTable table, long inputSequence) => Change(table.Add(StreamId)).Add(inputSequence);

    /// <summary>Adds which event changed the row.</summary>
    public ViewTable Change(ViewTable table) =>
        table.Add(Version).Add(Sequence).Add(ViewText.TimeOf(Nanos)).Add(Nanos);

    public JournalException Unreadable() => new($"record {Sequence} of {StreamId} cannot be decoded");
}
