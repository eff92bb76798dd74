namespace LatencyEngine.Multicast.Publishing;

/// <summary>How a publication stands, for people and metrics.</summary>
/// <param name="Channel">Its URI.</param>
/// <param name="StreamId">Of the application.</param>
/// <param name="SessionId">Of the publication.</param>
/// <param name="IsConnected">Whether somebody listens.</param>
/// <param name="WrittenPosition">Offered by the application, in bytes.</param>
/// <param name="SentPosition">Sent.</param>
/// <param name="LimitPosition">Up to where the application may write.</param>
/// <param name="Receivers">Who has told what.</param>
public sealed record OutboundStatus(
    string Channel, int StreamId, int SessionId, bool IsConnected, long WrittenPosition, long SentPosition, long LimitPosition,
    IReadOnlyList<ReceiverStatus> Receivers);

/// <summary>A receiver of a publication.</summary>
/// <param name="ReceiverId">Random, per receiving driver.</param>
/// <param name="ConsumedPosition">As it last told.</param>
/// <param name="LagBytes">From there to what was sent.</param>
public sealed record ReceiverStatus(long ReceiverId, long ConsumedPosition, long LagBytes);
