namespace LatencyEngine.Runtime.Metrics;

/// <summary>Walks the buckets of a histogram that hold something, in ascending order. On the histogram's own thread.</summary>
public struct HistogramEnumerator
{
    private readonly LatencyHistogram _histogram;
    private int _index;

    internal HistogramEnumerator(LatencyHistogram histogram)
    {
        _histogram = histogram;
        _index = -1;
    }

    public HistogramBucket Current { get; private set; }

    public bool MoveNext()
    {
        while (++_index < _histogram.CountsLength)
        {
            if (_histogram.CountAt(_index) == 0) continue;
            Current = _histogram.BucketAt(_index, Current.CumulativeCount);
            return true;
        }
        return false;
    }
}
