namespace LatencyEngine.Multicast.Subscribing;

/// <summary>How a stream that is heard stands, for people and metrics.</summary>
/// <param name="Channel">Through which it was first heard.</param>
/// <param name="StreamId">Of the application.</param>
/// <param name="SessionId">Of the publication.</param>
/// <param name="ReceivedPosition">Complete up to here, in bytes.</param>
/// <param name="HighWaterPosition">Greatest position heard of.</param>
/// <param name="ConsumedPosition">Polled by the slowest.</param>
/// <param name="Naks">Sent so far.</param>
public sealed record InboundStatus(
    string Channel, int StreamId, int SessionId, long ReceivedPosition, long HighWaterPosition, long ConsumedPosition, long Naks);
