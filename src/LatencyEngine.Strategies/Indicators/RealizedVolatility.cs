using LatencyEngine.Strategies.Contract;

namespace LatencyEngine.Strategies.Indicators;

/// <summary>
/// How far a price typically moves in one sampling interval: the root of a forgetting mean of squared moves.
/// A value; the strategy stage's thread.
/// </summary>
/// <remarks>
/// <para><b>Sampling.</b> The first price in each interval of event time is a sample. A move over k intervals
/// counts as its square over k, once: a quiet market does not look wild when it wakes.</para>
/// <para><b>Mean.</b> Of the first n samples it is the plain mean; from then on each weighs 1 / n.</para>
/// <para><b>Scale and rounding.</b> The variance is in squared price units, divisions toward zero; the
/// deviation is its root, rounded down. Moves are bounded by <see cref="MoveMax"/>, so that a wrong price
/// cannot overflow.</para>
/// </remarks>
public struct RealizedVolatility
{
    /// <summary>Greater moves count as this: a thousand million currency units.</summary>
    public const long MoveMax = 1_000_000_000_000_000_000;

    private Int128 _variance;
    private long _lastPrice;
    private long _nextSampleNanos;

    /// <summary>Moves seen, at most the number over which the mean is taken.</summary>
    public int Samples { get; private set; }

    /// <summary>Of the price in one interval, in the price's unit.</summary>
    public long Deviation { get; private set; }

    /// <summary>Looks at a price.</summary>
    /// <param name="sampleNanos">Length of the sampling interval; positive.</param>
    /// <param name="samplesMax">Over how many moves the mean is taken; positive.</param>
    /// <returns>Whether it was a sample.</returns>
    public bool Update(long nowNanos, long price, long sampleNanos, int samplesMax)
    {
        if (nowNanos < _nextSampleNanos) return false;
        var isFirst = _nextSampleNanos == 0;
        var intervals = isFirst ? 1 : ((nowNanos - _nextSampleNanos) / sampleNanos) + 1;
        _nextSampleNanos = nowNanos - (nowNanos % sampleNanos) + sampleNanos;
        if (!isFirst) Move((Int128)price - _lastPrice, intervals, samplesMax);
        _lastPrice = price;
        return !isFirst;
    }

    /// <summary>Hashes what it knows.</summary>
    public readonly void AddTo(ref StrategyHash hash)
    {
        hash.Add(_variance);
        hash.Add(_lastPrice);
        hash.Add(_nextSampleNanos);
        hash.Add(Samples);
    }

    private void Move(Int128 move, long intervals, int samplesMax)
    {
        move = Int128.Clamp(move, -MoveMax, MoveMax);
        Samples = Math.Min(Samples + 1, samplesMax);
        _variance += ((move * move / intervals) - _variance) / Samples;
        Deviation = SquareRoot.Of((UInt128)_variance);
    }
}
