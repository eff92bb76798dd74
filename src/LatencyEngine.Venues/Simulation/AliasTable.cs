namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// Draws an index with given weights in constant time: the alias method (Walker, 1977) as built by Vose
/// (1991), in integers. One thread; owns its columns, and is built again in place without allocating.
/// </summary>
internal sealed class AliasTable
{
    private readonly uint[] _thresholds;
    private readonly int[] _aliases;
    private readonly UInt128[] _shares;
    private readonly int[] _small;
    private readonly int[] _large;

    public AliasTable(ReadOnlySpan<ulong> weights)
    {
        _thresholds = new uint[weights.Length];
        _aliases = new int[weights.Length];
        _shares = new UInt128[weights.Length];
        _small = new int[weights.Length];
        _large = new int[weights.Length];
        Build(weights);
    }

    /// <summary>
    /// Picks with 64 random bits: the upper half chooses a column, the lower half it or its alias.
    /// </summary>
    public int Pick(ulong random)
    {
        var column = RandomSource.Bounded(random >> 32, _thresholds.Length);
        return (uint)random < _thresholds[column] ? column : _aliases[column];
    }

    /// <param name="weights">As many as at first; their sum is positive and below 2^63.</param>
    public void Build(ReadOnlySpan<ulong> weights)
    {
        UInt128 total = 0;
        foreach (var weight in weights) total += weight;
        var (small, large) = (0, 0);
        for (var i = 0; i < weights.Length; i++)
        {
            _shares[i] = (UInt128)weights[i] * (ulong)weights.Length;
            if (_shares[i] < total) _small[small++] = i;
            else _large[large++] = i;
        }

        while (small > 0 && large > 0) Pair(_small[--small], _large[large - 1], total, ref small, ref large);
        while (small > 0) Fill(_small[--small]);
        while (large > 0) Fill(_large[--large]);
    }

    /// <summary>A column with too little weight takes what it lacks from one with too much.</summary>
    private void Pair(int little, int much, UInt128 total, ref int small, ref int large)
    {
        _thresholds[little] = (uint)((_shares[little] << 32) / total);
        _aliases[little] = much;
        _shares[much] -= total - _shares[little];
        if (_shares[much] >= total) return;
        large--;
        _small[small++] = much;
    }

    private void Fill(int column)
    {
        _thresholds[column] = uint.MaxValue;
        _aliases[column] = column;
    }
}
