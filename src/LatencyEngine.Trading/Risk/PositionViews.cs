using LatencyEngine.Runtime.Collections;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Portfolio;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// Risk's own view of all positions, kept in step with the matching stage's table and ahead of it by the approvals of
/// the input in hand. The risk stage's thread; reads the positions when an input begins.
/// </summary>
/// <remarks>
/// <b>Approvals count at once.</b> Risk decides on everything that an input asks for before matching carries any of
/// it
/// out. An approval therefore adds its lots to the view as if it were live already; when the next input begins, the
/// view is read again and shows what became of it. Nothing is credited that has not happened: a cancel or a smaller
/// replacement frees nothing within the same input.
/// </remarks>
public sealed class PositionViews
{
    public const int None = -1;

    private readonly PositionTable _positions;
    private readonly InstrumentTable _instruments;
    private readonly MarkTable _marks;
    private readonly ScopeTable _scopes;
    private readonly CurrencySlots _currencies;
    private readonly ExposureBook _exposures;
    private readonly PositionView[] _views;
    private readonly LongMap<int> _byKey;
    private readonly int[] _firstOfInstrument;
    private readonly int[] _touched;
    private int _touchedCount;

    public PositionViews(
        PositionTable positions, InstrumentTable instruments, MarkTable marks, ScopeTable scopes,
        CurrencySlots currencies, ExposureBook exposures)
    {
        _positions = positions;
        _instruments = instruments;
        _marks = marks;
        _scopes = scopes;
        _currencies = currencies;
        _exposures = exposures;
        _views = new PositionView[positions.Capacity];
        _byKey = new LongMap<int>(positions.Capacity);
        _firstOfInstrument = new int[instruments.IdEnd];
        _touched = new int[positions.Capacity];
        Array.Fill(_firstOfInstrument, None);
    }

    public int Count { get; private set; }

    public bool IsFull => Count == _views.Length;

    public ref readonly PositionView this[int index] => ref _views[index];

    public int FirstOf(uint instrumentId) => _firstOfInstrument[instrumentId];

    public int Find(uint accountId, ushort strategyId, uint instrumentId) =>
        _byKey.TryGet(Key(accountId, strategyId, instrumentId), out var index) ? index : None;

    /// <summary>A view that is there, or a new and empty one; there is room: see <see cref="IsFull"/>.</summary>
    public int FindOrAdd(uint accountId, ushort strategyId, uint instrumentId, in ScopeRows rows)
    {
        if (Find(accountId, strategyId, instrumentId) is var found and not None) return found;
        Invariant.Check(!IsFull);
        var index = Count++;
        ref var view = ref _views[index];
        view.Position.AccountId = accountId;
        view.Position.StrategyId = strategyId;
        view.Position.InstrumentId = instrumentId;
        view.Rows = rows;
        view.CountedCurrency = CurrencySlots.None;
        view.NextOfInstrument = _firstOfInstrument[instrumentId];
        _firstOfInstrument[instrumentId] = index;
        Invariant.Check(_byKey.TryAdd(Key(accountId, strategyId, instrumentId), index) == MapAddition.Added);
        return index;
    }

    /// <summary>Takes over a position of the matching stage's table.</summary>
    /// <returns>Its view.</returns>
    public int Load(int position)
    {
        ref readonly var source = ref _positions[position];
        var rows = RowsOf(source.AccountId, source.StrategyId, source.InstrumentId);
        var index = FindOrAdd(source.AccountId, source.StrategyId, source.InstrumentId, in rows);
        _views[index].Position = source;
        Revalue(index);
        return index;
    }

    /// <summary>Reads every view again that an approval has changed.</summary>
    public void SettleTouched()
    {
        for (var i = 0; i < _touchedCount; i++)
        {
            ref var view = ref _views[_touched[i]];
            view.IsTouched = false;
            ref var own = ref view.Position;
            var source = _positions.Find(own.AccountId, own.StrategyId, own.InstrumentId);
            if (source != PositionTable.None)
                own = _positions[source];
            else
                own = new Position
                {
                    AccountId = own.AccountId, StrategyId = own.StrategyId, InstrumentId = own.InstrumentId,
                };
            Revalue(_touched[i]);
        }

        _touchedCount = 0;
    }

    /// <summary>Counts an approved order, or what a replacement adds to one, as live.</summary>
    public void Approve(int index, bool isBuy, long addedLots, int addedOrders)
    {
        ref var view = ref _views[index];
        if (isBuy) view.Position.OpenBuyLots += addedLots;
        else view.Position.OpenSellLots += addedLots;
        view.Position.OpenOrders += addedOrders;
        Revalue(index);
        if (view.IsTouched) return;
        view.IsTouched = true;
        _touched[_touchedCount++] = index;
    }

    public void CloseSent(int index, long nowNanos) => _views[index].CloseSentNanos = nowNanos;

    /// <summary>Puts the present worth of a view into the sums.</summary>
    public void Revalue(int index)
    {
        ref var view = ref _views[index];
        var id = view.Position.InstrumentId;
        var now = view.Measure(in _instruments[id], _marks[id].Reference);
        _exposures.Recount(ref view, in now, _currencies.Find(_instruments[id].Definition.Currency));
    }

    public ScopeRows RowsOf(uint accountId, ushort strategyId, uint instrumentId)
    {
        var rows = default(ScopeRows);
        rows[ScopeRows.Engine] = 0;
        rows[ScopeRows.Account] = _scopes.AccountRow(accountId);
        rows[ScopeRows.Strategy] = strategyId == 0 ? ScopeRows.None : _scopes.StrategyRow(strategyId);
        rows[ScopeRows.Instrument] = _scopes.InstrumentRow(instrumentId);
        return rows;
    }

    public void AddTo(ref StateHash hash)
    {
        for (var i = 0; i < Count; i++)
        {
            ref var view = ref _views[i];
            hash.Add(((ulong)view.Position.AccountId << 48) | ((ulong)view.Position.StrategyId << 32)
                | view.Position.InstrumentId);
            hash.Add(view.CloseSentNanos);
            view.Counted.AddTo(ref hash);
        }
    }

    private static long Key(uint accountId, ushort strategyId, uint instrumentId) =>
        (long)(((ulong)accountId << 48) | ((ulong)strategyId << 32) | instrumentId) ^ (1L << 62);
}
