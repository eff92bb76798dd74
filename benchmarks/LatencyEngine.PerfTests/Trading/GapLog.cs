namespace LatencyEngine.PerfTests.Trading;

/// <summary>Times at which a thread that looks at the clock all the time could not. One thread writes.</summary>
internal sealed class GapLog(long thresholdNanos)
{
    private const int Most = 1 << 20;

    private readonly long[] _from = new long[Most];
    private readonly long[] _to = new long[Most];
    private int _count;

    public int Count => _count;

    public long TotalNanos { get; private set; }

    public void Look(long last, long now)
    {
        if (now - last < thresholdNanos || _count == Most) return;
        _from[_count] = last;
        _to[_count++] = now;
        TotalNanos += now - last;
    }

    /// <summary>Whether a gap overlaps this time.</summary>
    public bool Overlaps(long from, long to)
    {
        var low = 0;
        var high = _count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_to[middle] < from) low = middle + 1;
            else high = middle;
        }

        return low < _count && _from[low] <= to;
    }
}
