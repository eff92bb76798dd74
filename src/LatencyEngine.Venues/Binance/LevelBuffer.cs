namespace LatencyEngine.Venues.Binance;

/// <summary>A list of levels that is filled and emptied over and over; grows by doubling up to a maximum.</summary>
internal sealed class LevelBuffer(int levelsMax)
{
    private const int LevelsInitial = 256;

    private BinanceLevel[] _levels = new BinanceLevel[LevelsInitial];

    public int Count { get; private set; }

    public ReadOnlySpan<BinanceLevel> Levels => _levels.AsSpan(0, Count);

    /// <returns><c>false</c>, and nothing changes, where the buffer is at its maximum.</returns>
    public bool TryAdd(in BinanceLevel level)
    {
        if (Count == _levels.Length && !TryGrow(Count + 1)) return false;
        _levels[Count++] = level;
        return true;
    }

    /// <inheritdoc cref="TryAdd(in BinanceLevel)"/>
    public bool TryAdd(ReadOnlySpan<BinanceLevel> levels)
    {
        if (Count + levels.Length > _levels.Length && !TryGrow(Count + levels.Length)) return false;
        levels.CopyTo(_levels.AsSpan(Count));
        Count += levels.Length;
        return true;
    }

    public void Clear() => Count = 0;

    private bool TryGrow(int levels)
    {
        if (levels > levelsMax) return false;
        var capacity = _levels.Length;
        while (capacity < levels) capacity *= 2;
        Array.Resize(ref _levels, Math.Min(capacity, levelsMax));
        return true;
    }
}
