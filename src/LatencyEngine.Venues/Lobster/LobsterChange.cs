namespace LatencyEngine.Venues.Lobster;

/// <summary>What the window learned or forgot by a message, on the side of the message. A value.</summary>
internal struct LobsterChange
{
    /// <summary>Of the level that left the window; 0 when none did.</summary>
    public long ForgottenPrice;

    /// <summary>Of the level that came into view behind all others; 0 when none did.</summary>
    public long RevealedPrice;

    public long RevealedSize;
}
