using LatencyEngine.Multicast.Channels;

namespace LatencyEngine.Multicast.Subscribing;

/// <summary>
/// Who polls a stream: an image for each subscription. The receiver's thread. A subscription that is not tethered is
/// cut off where it stays behind, rests, and comes back where the stream then is.
/// </summary>
internal sealed class ReaderList(ImageSource source, long joinPosition)
{
    private readonly List<Reader> _readers = [];
    private long _consumed = joinPosition;

    /// <summary>Whether nobody is there.</summary>
    public bool IsDeserted => _readers.Count == 0;

    public void Add(Subscription subscription, SubscriptionParameters parameters, long position)
    {
        var reader = new Reader(subscription, parameters);
        reader.Start(source, position);
        _readers.Add(reader);
    }

    public void Remove(Subscription subscription) => _readers.RemoveAll(reader => reader.Subscription == subscription);

    /// <summary>What the slowest has polled; where the stream is, when nobody is held on to. Never less than before.</summary>
    public long ConsumedMin(long received)
    {
        var min = long.MaxValue;
        foreach (var reader in _readers)
            if (reader.Image is { } image) min = Math.Min(min, image.Consumed.Value);
        _consumed = Math.Max(_consumed, Math.Min(min, received));
        return _consumed;
    }

    /// <summary>What the fastest has polled.</summary>
    public long ConsumedMax()
    {
        var max = _consumed;
        foreach (var reader in _readers)
            if (reader.Image is { } image) max = Math.Max(max, image.Consumed.Value);
        return max;
    }

    public void CutOffSlow(long received, int windowBytes, long nowNanos)
    {
        foreach (var reader in _readers) reader.OnTime(source, (received, windowBytes), nowNanos);
    }

    private sealed class Reader(Subscription subscription, SubscriptionParameters parameters)
    {
        private long _behindNanos = -1;
        private long _restedNanos;

        public Subscription Subscription => subscription;

        /// <summary><c>null</c> while it rests.</summary>
        public Image? Image { get; private set; }

        public void Start(ImageSource source, long position)
        {
            Image = new Image(source, position, parameters.IsTethered);
            subscription.Arrive(Image);
        }

        public void OnTime(ImageSource source, (long Received, int WindowBytes) stream, long nowNanos)
        {
            if (parameters.IsTethered) return;
            if (Image is null)
            {
                if (nowNanos - _restedNanos >= parameters.UntetheredRestingNanos) Start(source, stream.Received);
                return;
            }
            // A sender stops a little before the end of the window, where the next frame does not fit.
            if (Image.Consumed.Value > stream.Received - (stream.WindowBytes / 4 * 3)) _behindNanos = -1;
            else if (_behindNanos < 0) _behindNanos = nowNanos;
            else if (nowNanos - _behindNanos >= parameters.UntetheredWindowLimitNanos) CutOff(nowNanos);
        }

        private void CutOff(long nowNanos)
        {
            Image!.CutOff();
            Image = null;
            _behindNanos = -1;
            _restedNanos = nowNanos;
        }
    }
}
