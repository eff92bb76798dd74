using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Runtime.Metrics;

/// <summary>
/// Counts durations in nanoseconds (or any other non-negative integers) with a bounded relative error. Owned by one
/// thread, which records and reads; <see cref="LatencyRecorder"/> lets another thread read while this one records.
/// </summary>
/// <remarks>
/// <para><b>Exact</b> are the count, the sum (hence the mean), the least and the greatest value. Percentiles are the
/// greatest value of their bucket, at most the maximum: never understated, overstated by at most the layout's bound.</para>
/// <para><b>Limits.</b> A value above the layout's maximum is counted in a bucket of its own, which reaches to the
/// greatest value seen; <see cref="SaturatedCount"/> says how many. A negative value means that two clocks were
/// compared: it is counted as 0 and in <see cref="NegativeCount"/>.</para>
/// <para><b>Cost.</b> Recording is a shift, an addition to one counter and five fields of one object; no allocation.</para>
/// </remarks>
public sealed class LatencyHistogram
{
    // One more than the layout has: the last is for values beyond its maximum.
    private readonly long[] _counts;
    private readonly HistogramLayout _layout;

    private long _count;
    private long _min = long.MaxValue;
    private long _max;
    private Int128 _sum;

    [ColdPath("built at start")]
    public LatencyHistogram() : this(HistogramLayout.Default)
    {
    }

    [ColdPath("built at start")]
    public LatencyHistogram(HistogramLayout layout)
    {
        Invariant.Check(layout.BucketCount > 0);
        _layout = layout;
        _counts = new long[layout.BucketCount + 1];
    }

    public HistogramLayout Layout => _layout;

    /// <summary>All recorded values, also saturated and negative ones.</summary>
    public long Count => _count;

    /// <summary>The least recorded value, exactly; 0 when there is none.</summary>
    public long Min => _count == 0 ? 0 : _min;

    /// <summary>The greatest recorded value, exactly; 0 when there is none.</summary>
    public long Max => _max;

    public long SaturatedCount => _counts[SaturatedIndex];

    public long NegativeCount { get; private set; }

    /// <summary>The sum of all recorded values, exactly.</summary>
    public Int128 Sum => _sum;

    /// <summary>The exact mean; 0 when there is no value.</summary>
    public double Mean => _count == 0 ? 0 : (double)_sum / _count;

    private int SaturatedIndex => _counts.Length - 1;

    public void Record(long value)
    {
        if ((ulong)value > (ulong)_layout.MaxValue)
        {
            Record(value, 1);
            return;
        }
        _counts[_layout.IndexOf(value)]++;
        Note(value, 1, value);
    }

    /// <summary>Records the same value several times at once.</summary>
    public void Record(long value, long count)
    {
        Invariant.Check(count >= 0);
        if (count == 0) return;
        if (value < 0)
        {
            NegativeCount += count;
            value = 0;
        }
        _counts[IndexOf(value)] += count;
        Note(value, count, (Int128)value * count);
    }

    /// <summary>
    /// Records a value from a measuring loop that should have measured every <paramref name="expectedInterval"/> but
    /// was itself held up by the stall it measured (coordinated omission): adds what the omitted measurements would
    /// have seen, value − interval, value − 2·interval and so on down to the interval.
    /// </summary>
    /// <remarks>
    /// Bounded by the number of buckets, however long the stall. A load generator that stamps events with the time at
    /// which they should have been sent needs no correction and uses <see cref="Record(long)"/>.
    /// </remarks>
    public void RecordCorrected(long value, long expectedInterval)
    {
        Record(value);
        if (expectedInterval <= 0) return;
        var missing = value - expectedInterval;
        while (missing >= expectedInterval)
        {
            var index = IndexOf(missing);
            var lowest = index == SaturatedIndex ? _layout.MaxValue + 1 : _layout.LowestOf(index);
            var count = ((missing - Math.Max(lowest, expectedInterval)) / expectedInterval) + 1;
            _counts[index] += count;
            _count += count;
            _sum += ((Int128)missing * count) - ((Int128)expectedInterval * count * (count - 1) / 2);
            missing -= count * expectedInterval;
            if (missing + expectedInterval < _min) _min = missing + expectedInterval;
        }
    }

    /// <summary>
    /// Adds all of <paramref name="other"/>. With equal layouts nothing is lost. Otherwise each of its buckets counts
    /// at its greatest value, so that the error bounds add up and nothing is understated; count, sum, least and
    /// greatest value stay exact.
    /// </summary>
    [ColdPath("histograms are merged for reports")]
    public void Add(LatencyHistogram other)
    {
        if (other._count == 0) return;
        if (other._layout == _layout)
            for (var i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
        else
            foreach (var bucket in other) _counts[IndexOf(bucket.Highest)] += bucket.Count;

        _count += other._count;
        _sum += other._sum;
        _min = Math.Min(_min, other._min);
        _max = Math.Max(_max, other._max);
        NegativeCount += other.NegativeCount;
    }

    public void Reset()
    {
        Array.Clear(_counts);
        (_count, _min, _max, _sum, NegativeCount) = (0, long.MaxValue, 0, 0, 0);
    }

    /// <summary>
    /// The least reportable value that at least <paramref name="percentile"/> per cent of all values do not exceed:
    /// 100 gives the exact maximum. 0 when there is no value.
    /// </summary>
    public long ValueAtPercentile(double percentile)
    {
        // One step down: 99.9 % of 1000 must be rank 999, though the product comes out a hair above 999.
        var rank = (long)Math.Ceiling(Math.BitDecrement(Math.Clamp(percentile, 0, 100)) * _count / 100);
        return ValueAtRank(Math.Clamp(rank, 1, Math.Max(1, _count)));
    }

    /// <summary>How many values are at most <paramref name="value"/>, counting the whole bucket of that value.</summary>
    public long CountAtOrBelow(long value)
    {
        if (value < 0) return 0;
        var last = IndexOf(value);
        var count = 0L;
        for (var i = 0; i <= last; i++) count += _counts[i];
        return count;
    }

    /// <summary>
    /// The standard deviation, from the middle of each bucket, and from the maximum for saturated values (hence then
    /// overstated); 0 when there is no value.
    /// </summary>
    public double StandardDeviation()
    {
        if (_count == 0) return 0;
        var mean = Mean;
        var squares = 0.0;
        foreach (var bucket in this)
        {
            var middle = bucket.Lowest + ((bucket.Highest - bucket.Lowest) / 2.0);
            var deviation = (bucket.Highest > _layout.MaxValue ? bucket.Highest : middle) - mean;
            squares += deviation * deviation * bucket.Count;
        }
        return Math.Sqrt(squares / _count);
    }

    /// <summary>Walks the buckets that hold something, in ascending order, without allocation.</summary>
    public HistogramEnumerator GetEnumerator() => new(this);

    internal int CountsLength => _counts.Length;

    /// <summary>The bucket as reports show it: within the least and greatest value that were recorded.</summary>
    internal HistogramBucket BucketAt(int index, long countBelow)
    {
        var saturated = index == SaturatedIndex;
        var lowest = saturated ? _layout.MaxValue + 1 : _layout.LowestOf(index);
        var highest = saturated ? _max : Math.Min(_layout.HighestOf(index), _layout.MaxValue);
        var count = _counts[index];
        return new HistogramBucket(Math.Max(lowest, Min), Math.Min(highest, _max), count, countBelow + count);
    }

    internal long CountAt(int index) => _counts[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Note(long value, long count, Int128 sum)
    {
        _count += count;
        _sum += sum;
        if (value < _min) _min = value;
        if (value > _max) _max = value;
    }

    private int IndexOf(long value) => value > _layout.MaxValue ? SaturatedIndex : _layout.IndexOf(value);

    private long ValueAtRank(long rank)
    {
        foreach (var bucket in this)
            if (bucket.CumulativeCount >= rank) return bucket.Highest;
        return 0;
    }
}
