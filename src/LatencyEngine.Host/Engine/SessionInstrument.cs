using LatencyEngine.Domain;

namespace LatencyEngine.Host.Engine;

/// <summary>An instrument of the session and the feed that tells of it. Cold, immutable.</summary>
internal sealed record SessionInstrument(InstrumentTerms Terms, ushort FeedId);
