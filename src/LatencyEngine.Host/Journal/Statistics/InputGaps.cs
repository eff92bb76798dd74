using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Host.Journal.Statistics;

/// <summary>How long nothing came in, between one input and the next: all of it, and the longest times. Cold; one thread.</summary>
internal sealed class InputGaps
{
    private const int LongestMax = 5;

    private readonly PriorityQueue<InputGap, long> _longest = new();
    private long _lastNanos = long.MinValue;

    public LatencyHistogram Histogram { get; } = new();

    /// <summary>The longest first.</summary>
    public IEnumerable<InputGap> Longest =>
        _longest.UnorderedItems.Select(item => item.Element).OrderByDescending(gap => gap.Nanos).ThenBy(gap => gap.Sequence);

    public void Add(long sequence, long nanos)
    {
        if (_lastNanos != long.MinValue) Add(new InputGap(sequence, _lastNanos, nanos - _lastNanos));
        _lastNanos = nanos;
    }

    private void Add(InputGap gap)
    {
        Histogram.Record(gap.Nanos);
        if (gap.Nanos == 0) return;
        if (_longest.Count < LongestMax) _longest.Enqueue(gap, gap.Nanos);
        else if (_longest.TryPeek(out _, out var least) && least < gap.Nanos) _longest.EnqueueDequeue(gap, gap.Nanos);
    }
}

/// <summary>A time without inputs.</summary>
/// <param name="Sequence">Of the input that ended it.</param>
/// <param name="StartNanos">Of the input before.</param>
internal readonly record struct InputGap(long Sequence, long StartNanos, long Nanos);
