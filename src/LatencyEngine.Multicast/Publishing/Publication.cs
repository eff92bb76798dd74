namespace LatencyEngine.Multicast.Publishing;

/// <summary>
/// One stream of messages to whoever listens on a channel. One thread at a time offers; offering never waits and
/// allocates nothing.
/// </summary>
public sealed class Publication : IDisposable
{
    public string Channel => throw new NotSupportedException();

    public int StreamId => throw new NotSupportedException();

    /// <summary>Chosen anew for each publication, so that receivers tell a restarted publisher from the one before.</summary>
    public int SessionId => throw new NotSupportedException();

    /// <summary>Whether somebody listens, as of the last status message. Any thread.</summary>
    public bool IsConnected => throw new NotSupportedException();

    /// <summary>Bytes of frames offered so far. Any thread.</summary>
    public long Position => throw new NotSupportedException();

    /// <summary>Longest message that goes in one frame, in bytes.</summary>
    public int MaxPayloadBytes => throw new NotSupportedException();

    /// <summary>Longest message, in bytes; longer than <see cref="MaxPayloadBytes"/> goes in fragments.</summary>
    public int MaxMessageBytes => throw new NotSupportedException();

    /// <summary>Copies a message into the stream.</summary>
    /// <param name="message">At most <see cref="MaxMessageBytes"/>.</param>
    /// <param name="reservedValue">Travels in the frame's header, for the application.</param>
    /// <returns>The position behind the message, or one of <see cref="OfferResult"/>.</returns>
    public long Offer(ReadOnlySpan<byte> message, long reservedValue = 0) => throw new NotSupportedException();

    /// <summary>Room in the stream to write a message into; nothing is sent before the claim is committed.</summary>
    /// <param name="payloadBytes">At most <see cref="MaxPayloadBytes"/>.</param>
    /// <param name="claim">To be committed or aborted before anything else is offered.</param>
    /// <returns>As <see cref="Offer"/>.</returns>
    public long TryClaim(int payloadBytes, out BufferClaim claim) => throw new NotSupportedException();

    /// <summary>Ends the stream: what was offered is still sent, then receivers are told that it has ended.</summary>
    public void Dispose() => throw new NotSupportedException();
}

/// <summary>Room for one message in the stream of a publication. The thread that offers.</summary>
public readonly ref struct BufferClaim
{
    /// <summary>Where the message goes; of unspecified content.</summary>
    public Span<byte> Payload => throw new NotSupportedException();

    public void SetReservedValue(long value) => throw new NotSupportedException();

    /// <summary>Lets the message go.</summary>
    public void Commit() => throw new NotSupportedException();

    /// <summary>Takes it back: receivers pass over its room.</summary>
    public void Abort() => throw new NotSupportedException();
}
