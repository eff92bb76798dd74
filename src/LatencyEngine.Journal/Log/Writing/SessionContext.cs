namespace LatencyEngine.Journal.Log.Writing;

/// <summary>The session that is written: what every segment of it repeats. Immutable; crosses threads.</summary>
/// <param name="HeadCopy">As it stands in each segment; of whole sectors.</param>
internal sealed record SessionContext(ulong SessionId, long FirstSequence, byte[] HeadCopy);
