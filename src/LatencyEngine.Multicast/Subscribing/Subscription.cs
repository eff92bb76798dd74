namespace LatencyEngine.Multicast.Subscribing;

/// <summary>
/// Whatever is published to one stream of a channel: an <see cref="Image"/> for each publication that is heard. One
/// thread at a time polls; polling never waits, and allocates only for messages in fragments that are longer than any before.
/// </summary>
public sealed class Subscription : IDisposable
{
    public string Channel => throw new NotSupportedException();

    public int StreamId => throw new NotSupportedException();

    /// <summary>Whether a publication is heard.</summary>
    public bool IsConnected => throw new NotSupportedException();

    /// <summary>The publications heard now, a list that does not change once taken. Any thread.</summary>
    public IReadOnlyList<Image> Images => throw new NotSupportedException();

    /// <summary>Called by the polling thread, from <see cref="Poll{THandler}"/>, before the first message of a publication.</summary>
    public Action<Image>? ImageAvailable { get; set; }

    /// <summary>Called by the polling thread, from <see cref="Poll{THandler}"/>, after the last message of a publication.</summary>
    public Action<Image>? ImageUnavailable { get; set; }

    /// <summary>Hands on whole messages, put together where they came in fragments.</summary>
    /// <returns>Fragments taken; 0 when there was nothing.</returns>
    public int Poll<THandler>(ref THandler handler, int fragmentLimit)
        where THandler : struct, IFragmentHandler => throw new NotSupportedException();

    /// <summary>Hands on frames as they came.</summary>
    /// <returns>Fragments taken; 0 when there was nothing.</returns>
    public int PollFragments<THandler>(ref THandler handler, int fragmentLimit)
        where THandler : struct, IFragmentHandler => throw new NotSupportedException();

    public void Dispose() => throw new NotSupportedException();
}

/// <summary>What a subscription hears of one publication.</summary>
public sealed class Image
{
    public int SessionId => throw new NotSupportedException();

    /// <summary>Where this subscription came in, in bytes since the publication began. Nothing before it is delivered.</summary>
    public long JoinPosition => throw new NotSupportedException();

    /// <summary>How far this subscription has polled. Any thread.</summary>
    public long Position => throw new NotSupportedException();

    /// <summary>How far the stream has come without a gap. Any thread.</summary>
    public long ReceivedPosition => throw new NotSupportedException();

    /// <summary>Whether the publication has ended, and everything of it was polled.</summary>
    public bool IsEndOfStream => throw new NotSupportedException();
}
