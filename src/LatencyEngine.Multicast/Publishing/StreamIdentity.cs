using LatencyEngine.Multicast.Protocol;

namespace LatencyEngine.Multicast.Publishing;

/// <summary>Which stream it is, and how it is laid out.</summary>
/// <param name="SessionId">Of the publication, unique in its channel.</param>
/// <param name="StreamId">Of the application.</param>
/// <param name="Layout">Terms.</param>
internal readonly record struct StreamIdentity(int SessionId, int StreamId, StreamLayout Layout);
