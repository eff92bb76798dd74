using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Collections;

namespace LatencyEngine.Streams.Publishing;

/// <summary>
/// Tells how much of each limit is used, where that has changed. The publisher's thread; owns the sums.
/// </summary>
/// <remarks>
/// <para><b>Computed here.</b> Risk's own tables belong to its thread. Out of the state that was published, one walk over
/// orders and positions gives what risk counts: live orders, lots with all open orders filled, exposures, and profit and
/// loss at the mark. Losses are sampled with each walk: a peak between two of them is not seen.</para>
/// <para><b>Not told:</b> limits on single orders, on their rate, on the age of data, on concentration and on capital.</para>
/// </remarks>
internal sealed class UsageWriter
{
    private readonly PublishedState _state;
    private readonly LongMap<int> _rowOf;
    private readonly LongMap<OpenLots> _open;
    private readonly LongMap<LossMark> _losses;
    private readonly ScopeSums[] _sums;
    private EngineEvent _slot;

    public UsageWriter(PublisherOptions options, PublishedState state)
    {
        var capacities = options.Capacities;
        _state = state;
        _sums = new ScopeSums[1 + capacities.Accounts + capacities.Strategies + capacities.InstrumentIdEnd];
        _rowOf = new LongMap<int>(_sums.Length);
        _open = new LongMap<OpenLots>(capacities.LiveOrders);
        _losses = new LongMap<LossMark>(_sums.Length);
    }

    public void Tell(long utcNanos, NumberedOutlet events)
    {
        var limits = _state.View.Risk.Limits;
        if (limits.Count == 0) return;
        ListScopes();
        CountOrders();
        CountPositions();
        MarkLosses();
        for (var place = 0; place < limits.Count; place++) Tell(place, utcNanos, events);
    }

    private void Tell(int place, long utcNanos, NumberedOutlet events)
    {
        ref readonly var row = ref _state.View.Risk.Limits.Rows[place];
        if (!TryUse(in row.Limit, out var used)) return;
        if (row.IsUsageKnown && row.Usage.Used == used && row.Usage.Limit == row.Limit.Value) return;
        ref var usage = ref _slot.Begin<RiskUsage>();
        usage.TimestampNanos = utcNanos;
        usage.ScopeKind = row.Limit.ScopeKind;
        usage.ScopeId = row.Limit.ScopeId;
        usage.LimitKind = row.Limit.LimitKind;
        usage.Limit = row.Limit.Value;
        usage.Used = used;
        events.Send(_slot.AsBytes());
        _state.View.Apply(_slot.AsBytes());
    }

    private bool TryUse(in RiskLimitChanged limit, out long used)
    {
        used = 0;
        if (!_rowOf.TryGet(KeyOf(limit.ScopeKind, limit.ScopeId), out var row)) return false;
        ref var sums = ref _sums[row];
        Int128? use = limit.LimitKind switch
        {
            LimitKind.OpenOrdersMax => sums.Orders,
            LimitKind.PositionMax => sums.LotsMax,
            LimitKind.GrossExposureMax when sums.IsKnown => sums.Gross,
            LimitKind.NetExposureMax when sums.IsKnown => Int128.Max(Int128.Abs(sums.High), Int128.Abs(sums.Low)),
            LimitKind.DailyLossMax when sums.IsKnown => Int128.Max(0, sums.DayStartPnl - sums.Pnl),
            LimitKind.DrawdownMax when sums.IsKnown => Int128.Max(0, sums.PeakPnl - sums.Pnl),
            _ => null,
        };
        if (use is not { } value) return false;
        used = (long)Int128.Clamp(value, long.MinValue, long.MaxValue);
        return true;
    }

    // Only scopes that have a limit are summed up.
    private void ListScopes()
    {
        _rowOf.Clear();
        foreach (ref readonly var row in _state.View.Risk.Limits.Rows)
        {
            var key = KeyOf(row.Limit.ScopeKind, row.Limit.ScopeId);
            if (_rowOf.TryAdd(key, _rowOf.Count) != MapAddition.Added) continue;
            _sums[_rowOf.Count - 1] = new ScopeSums { IsKnown = true, Currency = CurrencyOf(in row.Limit) };
        }
    }

    private void CountOrders()
    {
        _open.Clear();
        foreach (ref readonly var row in _state.View.Orders.Live.Rows)
        {
            ref readonly var order = ref row.Order;
            var key = KeyOf(order.AccountId, order.StrategyId, order.InstrumentId);
            _open.TryAdd(key, default);
            ref var open = ref _open.Find(key);
            if (!Unsafe.IsNullRef(ref open)) open.Add(order.Side, order.LeavesQuantity);
            for (var scope = ScopeKind.Engine; scope <= ScopeKind.Instrument; scope++)
                if (TryRow(scope, order.AccountId, order.StrategyId, order.InstrumentId, out var sum)) _sums[sum].Orders++;
        }
    }

    private void CountPositions()
    {
        foreach (ref readonly var position in _state.View.Positions.Rows.Rows)
        {
            var key = KeyOf(position.AccountId, position.StrategyId, position.InstrumentId);
            _open.TryGet(key, out var open);
            _open.Remove(key);
            Count(in position, in open);
        }

        // Orders of who never had a fill of the instrument have no position yet.
        foreach (ref readonly var row in _state.View.Orders.Live.Rows)
        {
            ref readonly var order = ref row.Order;
            var key = KeyOf(order.AccountId, order.StrategyId, order.InstrumentId);
            if (!_open.TryGet(key, out var open)) continue;
            _open.Remove(key);
            var flat = new PositionChanged
            {
                AccountId = order.AccountId, StrategyId = order.StrategyId, InstrumentId = order.InstrumentId,
            };
            Count(in flat, in open);
        }
    }

    private void Count(in PositionChanged position, in OpenLots open)
    {
        var worth = Measure(in position, in open);
        for (var scope = ScopeKind.Engine; scope <= ScopeKind.Instrument; scope++)
            if (TryRow(scope, position.AccountId, position.StrategyId, position.InstrumentId, out var row))
                _sums[row].Add(in worth, _state.View.Wallets);
    }

    private PositionWorth Measure(in PositionChanged position, in OpenLots open)
    {
        var worth = new PositionWorth
        {
            High = (Int128)position.Quantity + open.Buy,
            Low = (Int128)position.Quantity - open.Sell,
            Pnl = (Int128)position.RealizedPnl - position.Fees,
            IsKnown = true,
        };
        worth.LotsMax = Int128.Max(Int128.Abs(worth.High), Int128.Abs(worth.Low));
        if (!_state.Market.Knows(position.InstrumentId)) return worth with { IsKnown = worth.LotsMax == 0 };
        worth.Currency = _state.View.Instruments.Find(position.InstrumentId).Definition.Currency;
        ref readonly var terms = ref _state.Market.TermsOf(position.InstrumentId);
        var mark = _state.Market.MarkOf(position.InstrumentId);
        if (mark > 0) worth.ValueAt(in terms, mark, position.Quantity, position.Cost);
        else (worth.High, worth.Low) = (position.Cost, position.Cost); // At its cost, as risk has it.
        worth.Gross = Int128.Max(Int128.Abs(worth.High), Int128.Abs(worth.Low));
        return worth;
    }

    private void MarkLosses()
    {
        var day = _state.EventNanos / LossMark.DayNanos;
        foreach (ref readonly var row in _state.View.Risk.Limits.Rows)
        {
            if (row.Limit.LimitKind is not (LimitKind.DailyLossMax or LimitKind.DrawdownMax)) continue;
            var key = KeyOf(row.Limit.ScopeKind, row.Limit.ScopeId);
            if (!_rowOf.TryGet(key, out var sum) || !_sums[sum].IsKnown) continue;
            _losses.TryAdd(key, new LossMark { Day = day });
            ref var loss = ref _losses.Find(key);
            if (Unsafe.IsNullRef(ref loss)) continue;
            loss.See(day, _sums[sum].Pnl);
            (_sums[sum].DayStartPnl, _sums[sum].PeakPnl) = (loss.DayStartPnl, loss.PeakPnl);
        }
    }

    // Accounts count in their own currency, the engine in that of the first, instruments in theirs.
    private ulong CurrencyOf(in RiskLimitChanged limit)
    {
        var view = _state.View;
        var accounts = view.Wallets.Accounts;
        var accountId = limit.ScopeId;
        if (limit.ScopeKind == ScopeKind.Instrument)
            return view.Instruments.TryGet((uint)limit.ScopeId, out var row) ? row.Definition.Currency : 0;
        if (limit.ScopeKind == ScopeKind.Engine) return accounts.Count > 0 ? accounts.Rows[0].Currency : 0;
        if (limit.ScopeKind == ScopeKind.Strategy)
            accountId = view.Strategies.Strategies.TryGet((long)limit.ScopeId, out var strategy) ? strategy.Definition.AccountId : 0;
        return accounts.TryGet((long)accountId, out var account) ? account.Currency : 0;
    }

    private bool TryRow(ScopeKind scope, uint accountId, ushort strategyId, uint instrumentId, out int row)
    {
        var id = scope switch
        {
            ScopeKind.Engine => 0UL,
            ScopeKind.Account => accountId,
            ScopeKind.Strategy => strategyId,
            _ => instrumentId,
        };
        return _rowOf.TryGet(KeyOf(scope, id), out row);
    }

    private static long KeyOf(ScopeKind scope, ulong id) => (long)((id << 8) | (byte)scope);

    private static long KeyOf(uint accountId, ushort strategyId, uint instrumentId) =>
        (long)(((ulong)accountId << 48) | ((ulong)strategyId << 32) | instrumentId) ^ (1L << 62);
}
