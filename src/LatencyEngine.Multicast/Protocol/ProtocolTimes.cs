namespace LatencyEngine.Multicast.Protocol;

/// <summary>Intervals of the protocol in nanoseconds, as the genuine drivers have them by default.</summary>
internal static class ProtocolTimes
{
    public const long SetupIntervalNanos = 100_000_000;
    public const long HeartbeatIntervalNanos = 100_000_000;
    public const long StatusIntervalNanos = 200_000_000;

    /// <summary>A setup that was asked for and has not come is asked for again.</summary>
    public const long PendingSetupNanos = 1_000_000_000;

    /// <summary>A receiver of a multi-destination stream tells its address again.</summary>
    public const long RegistrationIntervalNanos = 1_000_000_000;

    /// <summary>Without a status message for so long, nobody listens.</summary>
    public const long ReceiverTimeoutNanos = 5_000_000_000;

    /// <summary>Without a packet for so long, a stream has ended.</summary>
    public const long ImageLivenessNanos = 10_000_000_000;

    /// <summary>Repeats of a NAK for a range that was just sent again are ignored for so long.</summary>
    public const long RetransmitLingerNanos = 10_000_000;

    public const long UnicastNakDelayNanos = 1_000;
    public const long UnicastNakRepeatNanos = 100_000;
    public const long MulticastNakBackoffMaxNanos = 10_000_000;

    /// <summary>Receivers that are assumed to miss the same packet.</summary>
    public const int MulticastNakGroupSize = 10;

    /// <summary>How often a receiver says that it leaves.</summary>
    public const int LeavingRepeats = 5;
}
