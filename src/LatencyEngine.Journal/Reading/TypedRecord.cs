namespace LatencyEngine.Journal.Reading;

/// <summary>A message with its place in the journal. A value; stays valid when the reader moves on.</summary>
/// <param name="Sequence">Of the journal.</param>
public readonly record struct TypedRecord<T>(long Sequence, T Message)
    where T : unmanaged;
