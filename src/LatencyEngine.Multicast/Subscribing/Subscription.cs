namespace LatencyEngine.Multicast.Subscribing;

/// <summary>
/// Whatever is published to one stream of a channel: an <see cref="Image"/> for each publication that is heard. One
/// thread at a time polls; polling never waits, and allocates only for messages in fragments that are longer than any before.
/// </summary>
public sealed class Subscription : IDisposable
{
    private readonly Lock _arrivalsLock = new();
    private readonly List<Image> _arrivals = [];
    private readonly Action<Subscription> _onClosed;
    private readonly Action<Subscription, string, bool> _changeDestination;
    private Image[] _images = [];
    private bool _hasArrivals;
    private bool _isClosed;
    private int _turn;

    internal Subscription(
        string channel, int streamId, Action<Subscription> onClosed, Action<Subscription, string, bool> changeDestination)
    {
        Channel = channel;
        StreamId = streamId;
        _onClosed = onClosed;
        _changeDestination = changeDestination;
    }

    public string Channel { get; }

    public int StreamId { get; }

    /// <summary>Whether a publication was heard at the last poll.</summary>
    public bool IsConnected => Images.Count > 0;

    /// <summary>The publications heard as of the last poll, a list that does not change once taken. Any thread.</summary>
    public IReadOnlyList<Image> Images => Volatile.Read(ref _images);

    /// <summary>Called by the polling thread, from <see cref="Poll{THandler}"/>, before the first message of a publication.</summary>
    public Action<Image>? ImageAvailable { get; set; }

    /// <summary>Called by the polling thread, from <see cref="Poll{THandler}"/>, after the last message of a publication.</summary>
    public Action<Image>? ImageUnavailable { get; set; }

    /// <summary>Hands on whole messages, put together where they came in fragments.</summary>
    /// <returns>Fragments taken; 0 when there was nothing.</returns>
    public int Poll<THandler>(ref THandler handler, int fragmentLimit)
        where THandler : struct, IFragmentHandler => PollImages(ref handler, fragmentLimit, assembles: true);

    /// <summary>Hands on frames as they came.</summary>
    /// <returns>Fragments taken; 0 when there was nothing.</returns>
    public int PollFragments<THandler>(ref THandler handler, int fragmentLimit)
        where THandler : struct, IFragmentHandler => PollImages(ref handler, fragmentLimit, assembles: false);

    /// <summary>Listens at one more address; of a channel with <c>control-mode=manual</c>. Any cold thread.</summary>
    /// <exception cref="Channels.ChannelException">The channel makes no sense, or its address cannot be used.</exception>
    /// <exception cref="InvalidOperationException">The subscription's own channel names its address.</exception>
    public void AddDestination(string channel) => _changeDestination(this, channel, true);

    /// <summary>No longer listens there; see <see cref="AddDestination"/>.</summary>
    public void RemoveDestination(string channel) => _changeDestination(this, channel, false);

    /// <summary>Stops listening. The thread that polls, or one that knows that nobody does.</summary>
    public void Dispose()
    {
        if (_isClosed) return;
        _isClosed = true;
        _onClosed(this);
        TakeArrivals();
        foreach (var image in _images) image.Release();
        Volatile.Write(ref _images, []);
    }

    /// <summary>The driver's: a publication is heard.</summary>
    internal void Arrive(Image image)
    {
        lock (_arrivalsLock) _arrivals.Add(image);
        Volatile.Write(ref _hasArrivals, true);
    }

    private int PollImages<THandler>(ref THandler handler, int fragmentLimit, bool assembles)
        where THandler : struct, IFragmentHandler
    {
        if (_isClosed) return 0;
        if (Volatile.Read(ref _hasArrivals)) TakeArrivals();
        var images = _images;
        if (images.Length == 0) return 0;
        // Each gets its turn to be first, so that a busy publication does not starve the others.
        var turn = (int)((uint)_turn++ % (uint)images.Length);
        var count = 0;
        for (var i = 0; i < images.Length && count < fragmentLimit; i++)
        {
            var image = images[(turn + i) % images.Length];
            count += image.Poll(ref handler, fragmentLimit - count, assembles);
            if (image.IsOver) Leave(image);
        }
        return count;
    }

    private void TakeArrivals()
    {
        Image[] arrivals;
        lock (_arrivalsLock)
        {
            // A publication that comes back waits until what was heard of it before has been polled.
            arrivals = [.. _arrivals.Where(image => _isClosed || !Holds(image.SessionId))];
            _arrivals.RemoveAll(image => Array.IndexOf(arrivals, image) >= 0);
            Volatile.Write(ref _hasArrivals, _arrivals.Count > 0);
        }
        Volatile.Write(ref _images, [.. _images, .. arrivals]);
        if (_isClosed) return;
        foreach (var image in arrivals) ImageAvailable?.Invoke(image);
    }

    private bool Holds(int sessionId)
    {
        foreach (var image in _images)
            if (image.SessionId == sessionId) return true;
        return false;
    }

    private void Leave(Image image)
    {
        Volatile.Write(ref _images, [.. _images.Where(other => other != image)]);
        ImageUnavailable?.Invoke(image);
        image.Release();
    }
}
