namespace LatencyEngine.Host.Journal.Statistics;

/// <summary>
/// How many events came in each of some equal intervals, of a stream whose length is not known before: when there is no
/// room for another interval, two at a time become one. Cold; one thread.
/// </summary>
internal sealed class RateHistory(int intervalsMax = RateHistory.DefaultIntervals)
{
    public const int DefaultIntervals = 120;

    private const long FirstIntervalNanos = 1_000;

    private readonly long[] _counts = new long[intervalsMax];
    private long _startNanos;

    public long StartNanos => _startNanos;

    public long IntervalNanos { get; private set; } = FirstIntervalNanos;

    /// <summary>The events of each interval up to the last one that had any.</summary>
    public ReadOnlySpan<long> Counts => _counts.AsSpan(0, Length);

    public int Length { get; private set; }

    /// <param name="nanos">Never before that of the first event; an earlier one counts as that.</param>
    public void Add(long nanos)
    {
        if (Length == 0) _startNanos = nanos;
        var index = IndexOf(nanos);
        while (index >= _counts.Length)
        {
            Merge();
            index = IndexOf(nanos);
        }

        _counts[index]++;
        Length = Math.Max(Length, (int)index + 1);
    }

    private long IndexOf(long nanos) => Math.Max(0, nanos - _startNanos) / IntervalNanos;

    private void Merge()
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            var (left, right) = (2 * i, (2 * i) + 1);
            _counts[i] = (left < _counts.Length ? _counts[left] : 0) + (right < _counts.Length ? _counts[right] : 0);
        }

        Length = (Length + 1) / 2;
        IntervalNanos *= 2;
    }
}
