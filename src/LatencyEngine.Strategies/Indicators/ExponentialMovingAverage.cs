namespace LatencyEngine.Strategies.Indicators;

/// <summary>
/// An average that forgets: with every price it moves by 2 / (period + 1) of the way to it. A value; the
/// strategy stage's thread.
/// </summary>
/// <remarks>
/// <b>Scale and rounding.</b> Kept in 2^-20 of the prices' unit; every step is rounded toward zero, so that
/// it comes to rest within (period + 1) / 2 of these of a constant price, far below the unit itself.
/// </remarks>
public struct ExponentialMovingAverage
{
    private const int FractionBits = 20;

    private Int128 _scaled;
    private int _period;
    private int _seen;

    /// <summary>Whether it has seen as many prices as its period.</summary>
    public readonly bool IsWarm => _seen >= _period;

    /// <summary>In 2^-20 of the prices' unit.</summary>
    public readonly Int128 Scaled => _scaled;

    /// <summary>In the prices' unit, rounded down; 0 before the first price.</summary>
    public readonly long Value => (long)(_scaled >> FractionBits);

    /// <summary>Begins anew and runs over what the window remembers, oldest first.</summary>
    /// <param name="period">At least 1.</param>
    public void Restart(in PriceWindow window, int period)
    {
        _period = period;
        _seen = 0;
        _scaled = 0;
        for (var age = window.Count - 1; age >= 0; age--) Update(window[age]);
    }

    public void Update(long price)
    {
        var target = (Int128)price << FractionBits;
        if (_seen == 0) _scaled = target;
        else _scaled += Step(target - _scaled);
        if (_seen < _period) _seen++;
    }

    /// <summary>Which is greater, to the last bit: negative, 0 or positive.</summary>
    public readonly int CompareTo(in ExponentialMovingAverage other) => _scaled.CompareTo(other._scaled);

    /// <summary>Both branches divide toward zero; the short one spares the slow division of 128
    /// bits.</summary>
    private readonly Int128 Step(Int128 way)
    {
        var twice = 2 * way;
        return twice == (long)twice ? (long)twice / (_period + 1) : twice / (_period + 1);
    }
}
