namespace LatencyEngine.Strategies.Indicators;

/// <summary>
/// The mean of the last prices of a <see cref="PriceWindow"/>, kept as their exact sum: comparing two of them
/// rounds nothing. A value; the strategy stage's thread.
/// </summary>
public struct SimpleMovingAverage
{
    private Int128 _sum;
    private int _period;

    /// <summary>Whether the window held a whole period.</summary>
    public bool IsWarm { get; private set; }

    /// <summary>The mean, rounded down, in the prices' unit; only when warm.</summary>
    public readonly long Value
    {
        get
        {
            var quotient = (long)(_sum / _period);
            return _sum < (Int128)quotient * _period ? quotient - 1 : quotient;
        }
    }

    /// <summary>Begins anew from what the window remembers.</summary>
    /// <param name="period">Prices to average; 1 up to the window's capacity.</param>
    public void Restart(in PriceWindow window, int period)
    {
        _period = period;
        _sum = 0;
        var count = Math.Min(period, window.Count);
        for (var age = 0; age < count; age++) _sum += window[age];
        IsWarm = count == period;
    }

    /// <summary>Takes a price, which the window gets <i>after</i> this.</summary>
    public void Update(in PriceWindow window, long price)
    {
        _sum += price;
        if (window.Count >= _period) _sum -= window[_period - 1];
        IsWarm = window.Count + 1 >= _period;
    }

    /// <summary>Which mean is greater: negative, 0 or positive as for <see cref="long.CompareTo(long)"/>;
    /// exact.</summary>
    public readonly int CompareTo(in SimpleMovingAverage other) =>
        (_sum * other._period).CompareTo(other._sum * _period);
}
