namespace LatencyEngine.Multicast.Publishing;

/// <summary>
/// What <see cref="Publication.Offer"/> answers where it is not the new position; the numbers are those of Aeron's clients.
/// </summary>
public static class OfferResult
{
    /// <summary>Nobody listens: the message is not sent to anybody.</summary>
    public const long NotConnected = -1;

    /// <summary>Receivers or the sender have not kept up with what was offered before.</summary>
    public const long BackPressured = -2;

    /// <summary>The publication, or its driver, is closed.</summary>
    public const long Closed = -4;

    /// <summary>Term ids are used up: two to the 31 terms were published. A new publication goes on.</summary>
    public const long MaxPositionExceeded = -5;
}
