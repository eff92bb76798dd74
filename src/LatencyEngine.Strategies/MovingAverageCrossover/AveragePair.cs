using LatencyEngine.Strategies.Contract;
using LatencyEngine.Strategies.Indicators;

namespace LatencyEngine.Strategies.MovingAverageCrossover;

/// <summary>
/// The prices of one instrument, its fast and its slow average, and which was above. The strategy stage's
/// thread.
/// </summary>
internal struct AveragePair(int pricesMax)
{
    private PriceWindow _window = new(pricesMax);
    private SimpleMovingAverage _fastSimple;
    private SimpleMovingAverage _slowSimple;
    private ExponentialMovingAverage _fastExponential;
    private ExponentialMovingAverage _slowExponential;
    private int _fastPeriod;
    private int _slowPeriod;
    private bool _isExponential;
    private int _relation;

    /// <summary>Prices seen, at most as many as are remembered.</summary>
    public readonly int Count => _window.Count;

    public readonly bool IsWarm => _slowPeriod != 0 && Count >= _slowPeriod;

    /// <summary>Forgets every price.</summary>
    public void Clear()
    {
        _window.Clear();
        _slowPeriod = 0;
    }

    /// <summary>Takes a price.</summary>
    /// <returns>1 when the fast average came from below to above the slow one, -1 for the opposite, 0
    /// otherwise. Touching is no crossing, and neither is the first comparison.</returns>
    public int Update(long price, in CrossoverParameters parameters)
    {
        if (!IsMadeFor(in parameters)) Restart(in parameters);
        var comparison = _isExponential ? UpdateExponential(price) : UpdateSimple(price);
        if (!IsWarm || comparison == 0) return 0;
        var before = _relation;
        _relation = Math.Sign(comparison);
        return before == 0 || before == _relation ? 0 : _relation;
    }

    public readonly void AddTo(ref StrategyHash hash)
    {
        _window.AddTo(ref hash);
        hash.Add(_relation);
        hash.Add(_fastExponential.Scaled);
        hash.Add(_slowExponential.Scaled);
    }

    private readonly bool IsMadeFor(in CrossoverParameters parameters) =>
        _slowPeriod == parameters.SlowPeriod && _fastPeriod == parameters.FastPeriod
        && _isExponential == parameters.IsExponential;

    /// <summary>New averages from the prices at hand; what was above before says nothing about
    /// them.</summary>
    private void Restart(in CrossoverParameters parameters)
    {
        _fastPeriod = parameters.FastPeriod;
        _slowPeriod = parameters.SlowPeriod;
        _isExponential = parameters.IsExponential;
        _relation = 0;
        if (_isExponential)
        {
            _fastExponential.Restart(in _window, _fastPeriod);
            _slowExponential.Restart(in _window, _slowPeriod);
            if (IsWarm) _relation = Math.Sign(_fastExponential.CompareTo(in _slowExponential));
        }
        else
        {
            _fastSimple.Restart(in _window, _fastPeriod);
            _slowSimple.Restart(in _window, _slowPeriod);
            if (IsWarm) _relation = Math.Sign(_fastSimple.CompareTo(in _slowSimple));
        }
    }

    private int UpdateSimple(long price)
    {
        _fastSimple.Update(in _window, price);
        _slowSimple.Update(in _window, price);
        _window.Add(price);
        return _fastSimple.CompareTo(in _slowSimple);
    }

    private int UpdateExponential(long price)
    {
        _fastExponential.Update(price);
        _slowExponential.Update(price);
        _window.Add(price);
        return _fastExponential.CompareTo(in _slowExponential);
    }
}
