namespace LatencyEngine.Journal.Postgres.Projections;

/// <summary>
/// What a lot of an instrument is, by session: ten to this power of the unit. Remembers what it was before the batch, for a
/// batch may come again.
/// </summary>
internal sealed class LotExponents
{
    private readonly Dictionary<(string StreamId, uint InstrumentId), int> _exponents = [];
    private readonly Stack<((string StreamId, uint InstrumentId) Key, int? Before)> _changes = [];

    /// <summary>0 for an instrument that was never defined: its quantities stay lots.</summary>
    public int Of(string streamId, uint instrumentId) => _exponents.GetValueOrDefault((streamId, instrumentId));

    public void Set(string streamId, uint instrumentId, int exponent)
    {
        var key = (streamId, instrumentId);
        _changes.Push((key, _exponents.TryGetValue(key, out var before) ? before : null));
        _exponents[key] = exponent;
    }

    /// <summary>What was set is stored: it stays.</summary>
    public void Keep() => _changes.Clear();

    /// <summary>What was set since the last batch that stays was never said.</summary>
    public void Undo()
    {
        while (_changes.TryPop(out var change))
        {
            if (change.Before is { } before) _exponents[change.Key] = before;
            else _exponents.Remove(change.Key);
        }
    }

    public void Clear()
    {
        _exponents.Clear();
        _changes.Clear();
    }
}
