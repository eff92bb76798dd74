namespace LatencyEngine.Multicast.Subscribing;

/// <summary>What stood before a payload on the wire.</summary>
/// <param name="Position">Of the stream behind the frame, in bytes since the publication began.</param>
/// <param name="ReservedValue">The publisher's own; of a message in fragments, that of the first.</param>
/// <param name="SessionId">Which publication of the stream.</param>
/// <param name="StreamId">Which stream of the channel.</param>
/// <param name="Flags">0x80 begins a message, 0x40 ends one.</param>
public readonly record struct FragmentHeader(long Position, long ReservedValue, int SessionId, int StreamId, byte Flags)
{
    /// <summary>A whole message in one frame.</summary>
    public const byte Unfragmented = 0xC0;
}
