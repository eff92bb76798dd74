namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// When the next message comes, and to which instrument: exponential gaps at a rate that bursts multiply,
/// instruments by popularity, and now and then the one again that has just traded. One thread; owns simulated
/// time.
/// </summary>
/// <remarks>
/// Popularity is Zipf's: the n-th instrument has one n-th of the first one's share. A gap is as many times
/// longer as the message before it had events, so that the mean rate of events is kept whatever the models
/// tell.
/// </remarks>
internal sealed class ArrivalProcess
{
    private const int NanosFractionBits = 8;
    private const int GapFractionBits = NanosFractionBits + ExponentialTable.FractionBits;
    private const ulong GapFractionMask = (1UL << GapFractionBits) - 1;
    private const long NanosPerSecond = 1_000_000_000;
    private const int Echo = 64; // Chance of 256.

    private readonly RandomSource _random;
    private readonly BurstRegimes _regimes;
    private readonly int _intensity;
    private readonly ulong[] _groupWeights = new ulong[BurstRegimes.GroupCount];
    private readonly ulong[] _weightsNow = new ulong[BurstRegimes.GroupCount];
    private readonly int[][] _members = new int[BurstRegimes.GroupCount][];
    private readonly AliasTable[] _popularity = new AliasTable[BurstRegimes.GroupCount];
    private readonly AliasTable _groups;
    private readonly UInt128 _meanWeight;
    private readonly ulong _calmGapQ8;
    private ulong _gapQ8;
    private ulong _rest;
    private int _last;

    public ArrivalProcess(
        SimulationOptions options, RandomSource random, ReadOnlySpan<InstrumentState> instruments)
    {
        _random = random;
        _intensity = options.BurstIntensity;
        NowNanos = options.StartNanos;
        _regimes = new BurstRegimes(random, NowNanos);
        for (var group = 0; group < BurstRegimes.GroupCount; group++) AddGroup(group, instruments);
        _groups = new AliasTable(_groupWeights);
        foreach (var weight in _groupWeights) _meanWeight += BurstRegimes.MeanOf(weight, _intensity);
        _calmGapQ8 = (ulong)((NanosPerSecond << NanosFractionBits) / options.EventsPerSecond);
        SetRates();
    }

    /// <summary>Simulated UTC nanoseconds since the epoch.</summary>
    public long NowNanos { get; private set; }

    public bool InBurst(int group) => _regimes.InBurst(group);

    /// <summary>The index of the instrument that the next message is about.</summary>
    /// <param name="lastTraded">Whether the message before was a trade, which draws more to its
    /// instrument.</param>
    public int Next(bool lastTraded)
    {
        if (lastTraded && _random.Chance(Echo)) return _last;
        var group = _groups.Pick(_random.Next());
        return _last = _members[group][_popularity[group].Pick(_random.Next())];
    }

    /// <summary>Lets the time pass that belongs to so many events.</summary>
    public void Advance(int events)
    {
        var gap = ((UInt128)(_gapQ8 * (ulong)events) * ExponentialTable.Draw(_random.Next())) + _rest;
        _rest = (ulong)gap & GapFractionMask;
        NowNanos += (long)(gap >> GapFractionBits);
        if (NowNanos < _regimes.NextChangeNanos) return;
        _regimes.AdvanceTo(NowNanos);
        SetRates();
    }

    private void SetRates()
    {
        ulong total = 0;
        for (var i = 0; i < _weightsNow.Length; i++)
        {
            _weightsNow[i] = _groupWeights[i] * (ulong)(_regimes.IsGroupInBurst(i) ? _intensity : 1);
            total += _weightsNow[i];
        }

        _groups.Build(_weightsNow);
        if (_regimes.IsMarketInBurst) total *= (ulong)_intensity;
        _gapQ8 = (ulong)UInt128.Max(1, _calmGapQ8 * _meanWeight / total);
    }

    private void AddGroup(int group, ReadOnlySpan<InstrumentState> instruments)
    {
        var members = new List<int>();
        for (var i = 0; i < instruments.Length; i++)
            if (instruments[i].Group == group) members.Add(i);
        var weights = members.ConvertAll(PopularityOf).ToArray();
        _members[group] = [.. members];
        _popularity[group] = new AliasTable(weights);
        foreach (var weight in weights) _groupWeights[group] += weight;
    }

    private static ulong PopularityOf(int index) => (1UL << 32) / ((ulong)index + 1);
}
