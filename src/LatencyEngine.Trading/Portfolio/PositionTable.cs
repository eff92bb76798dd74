using LatencyEngine.Runtime.Collections;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Portfolio;

/// <summary>
/// All positions, by owner and instrument, and in lists by instrument and by account. Positions stay until the end of
/// the session, also when they are flat. Written by the matching stage; risk reads it between inputs.
/// </summary>
public sealed class PositionTable
{
    public const int None = -1;

    private readonly Position[] _positions;
    private readonly LongMap<int> _byKey;
    private readonly int[] _firstOfInstrument;
    private readonly int[] _firstOfAccount;
    private readonly int[] _changed;
    private readonly bool[] _isChanged;
    private int _changedCount;

    public PositionTable(Capacities capacities)
    {
        _positions = new Position[capacities.Positions];
        _byKey = new LongMap<int>(capacities.Positions);
        _firstOfInstrument = new int[capacities.InstrumentIdEnd];
        _firstOfAccount = new int[Capacities.AccountIdEnd];
        _changed = new int[capacities.Positions];
        _isChanged = new bool[capacities.Positions];
        Array.Fill(_firstOfInstrument, None);
        Array.Fill(_firstOfAccount, None);
    }

    /// <summary>Positions so far; their indices are below this, in the order in which they first came up.</summary>
    public int Count { get; private set; }

    public int Capacity => _positions.Length;

    public ref Position this[int index] => ref _positions[index];

    /// <returns>Its index, or <see cref="None"/>.</returns>
    public int Find(uint accountId, ushort strategyId, uint instrumentId) =>
        _byKey.TryGet(Key(accountId, strategyId, instrumentId), out var index) ? index : None;

    /// <returns>Its index; <see cref="None"/> when the table is full.</returns>
    public int FindOrAdd(uint accountId, ushort strategyId, uint instrumentId)
    {
        var found = Find(accountId, strategyId, instrumentId);
        if (found != None || Count == _positions.Length) return found;
        var index = Count++;
        ref var position = ref _positions[index];
        position.AccountId = accountId;
        position.StrategyId = strategyId;
        position.InstrumentId = instrumentId;
        position.NextOfInstrument = _firstOfInstrument[instrumentId];
        _firstOfInstrument[instrumentId] = index;
        position.NextOfAccount = _firstOfAccount[accountId];
        _firstOfAccount[accountId] = index;
        Invariant.Check(_byKey.TryAdd(Key(accountId, strategyId, instrumentId), index) == MapAddition.Added);
        return index;
    }

    /// <summary>
    /// Positions that changed since the reader last forgot them, each once. Told by the matching stage; read and
    /// forgotten by risk when it takes the next input.
    /// </summary>
    public ReadOnlySpan<int> Changed => _changed.AsSpan(0, _changedCount);

    /// <summary>A position, or what is open of its orders, is not what it was.</summary>
    public void MarkChanged(int index)
    {
        _positions[index].Version++;
        if (_isChanged[index]) return;
        _isChanged[index] = true;
        _changed[_changedCount++] = index;
    }

    public void ForgetChanged()
    {
        for (var i = 0; i < _changedCount; i++) _isChanged[_changed[i]] = false;
        _changedCount = 0;
    }

    /// <summary>The position of this instrument that came up last, or <see cref="None"/>.</summary>
    public int FirstOfInstrument(uint instrumentId) => _firstOfInstrument[instrumentId];

    public int NextOfInstrument(int index) => _positions[index].NextOfInstrument;

    /// <summary>The position of this account that came up last, or <see cref="None"/>.</summary>
    public int FirstOfAccount(uint accountId) => _firstOfAccount[accountId];

    public int NextOfAccount(int index) => _positions[index].NextOfAccount;

    public void AddTo(ref StateHash hash)
    {
        for (var i = 0; i < Count; i++)
        {
            ref var position = ref _positions[i];
            hash.Add(((ulong)position.AccountId << 48) | ((ulong)position.StrategyId << 32) | position.InstrumentId);
            hash.Add(position.Lots);
            hash.Add(position.Cost);
            hash.Add(position.RealizedPnl);
            hash.Add(position.Fees);
            hash.Add(position.MarginHeld);
            hash.Add(position.OpenBuyLots);
            hash.Add(position.OpenSellLots);
        }
    }

    private static long Key(uint accountId, ushort strategyId, uint instrumentId) =>
        (long)(((ulong)accountId << 48) | ((ulong)strategyId << 32) | instrumentId) ^ (1L << 62);
}
