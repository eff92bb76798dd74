namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// Calm and burst in turn, for each group of instruments and for the whole market: what makes arrivals and
/// volatility cluster. One thread; owns the regimes.
/// </summary>
internal sealed class BurstRegimes
{
    public const int GroupCount = 16;

    private const int Market = GroupCount;
    private const long GroupCalmNanos = 2_000_000_000;
    private const long MarketCalmNanos = 10_000_000_000;
    private const long BurstNanos = 250_000_000;

    private readonly RandomSource _random;
    private readonly bool[] _inBurst = new bool[GroupCount + 1];
    private readonly long[] _endNanos = new long[GroupCount + 1];

    public BurstRegimes(RandomSource random, long startNanos)
    {
        _random = random;
        for (var i = 0; i <= Market; i++) _endNanos[i] = startNanos + Draw(CalmOf(i));
        NextChangeNanos = _endNanos.Min();
    }

    public long NextChangeNanos { get; private set; }

    public bool IsMarketInBurst => _inBurst[Market];

    public bool IsGroupInBurst(int group) => _inBurst[group];

    public bool InBurst(int group) => _inBurst[Market] || _inBurst[group];

    /// <summary>Ends every regime that is over by now.</summary>
    public void AdvanceTo(long nanos)
    {
        NextChangeNanos = long.MaxValue;
        for (var i = 0; i <= Market; i++)
        {
            while (_endNanos[i] <= nanos)
            {
                _inBurst[i] = !_inBurst[i];
                _endNanos[i] += 1 + Draw(_inBurst[i] ? BurstNanos : CalmOf(i));
            }

            NextChangeNanos = Math.Min(NextChangeNanos, _endNanos[i]);
        }
    }

    /// <summary>
    /// A weight that is multiplied in bursts of its group and of the market: its mean over time.
    /// </summary>
    public static UInt128 MeanOf(ulong weight, int intensity)
    {
        var mean = MeanOf((UInt128)weight, intensity, GroupCalmNanos);
        return MeanOf(mean, intensity, MarketCalmNanos);
    }

    private static UInt128 MeanOf(UInt128 weight, int intensity, long calmNanos) =>
        weight * (ulong)(calmNanos + (BurstNanos * intensity)) / (ulong)(calmNanos + BurstNanos);

    private long Draw(long meanNanos) =>
        (long)(((UInt128)meanNanos * ExponentialTable.Draw(_random.Next())) >> ExponentialTable.FractionBits);

    private static long CalmOf(int regime) => regime == Market ? MarketCalmNanos : GroupCalmNanos;
}
