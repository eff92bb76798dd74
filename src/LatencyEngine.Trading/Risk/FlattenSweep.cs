using LatencyEngine.Domain;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Risk.Checks;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// Closes the positions of scopes with market orders, a bounded number of positions with every input, until all are
/// flat. The risk stage's thread; owns which scopes are being closed and where the sweep is.
/// </summary>
/// <remarks>
/// <para>A position with a live order waits until that order is gone, so that a closing order never meets another one
/// of its owner and a position is never closed twice. What a closing order could not fill is tried again after
/// <see cref="RetryNanos"/> of event time.</para>
/// <para>Closing orders pass trading states and limits: nothing may stand in the way out but a price more than
/// <see cref="Collar.WidestBand"/> from the reference. Their client order ids are
/// the
/// engine's own (<see cref="ShapeChecks.EngineIdBit"/>).</para>
/// </remarks>
public sealed class FlattenSweep(RiskState state, DecisionWriter writer)
{
    public const long RetryNanos = 1_000_000_000;

    private readonly bool[] _isWanted = new bool[state.Scopes.End];
    private readonly RingDeque<int> _rows = new(state.Scopes.End);
    private int _next;
    private bool _isUnfinished;
    private ulong _lastClientOrder;

    public bool IsIdle => _rows.Count == 0;

    public void Start(int row)
    {
        if (_isWanted[row]) return;
        _isWanted[row] = true;
        _rows.TryAddLast(row);
    }

    /// <summary>Lets a scope keep what it still has.</summary>
    public void Stop(int row) => _isWanted[row] = false;

    /// <summary>Looks at some positions, none twice.</summary>
    public void Step(long nowNanos)
    {
        if (_rows.Count == 0) return;
        var steps = Math.Max(1, Math.Min(Capacities.SweepStepsPerEventMax, state.Views.Count));
        for (; steps > 0 && _rows.Count > 0; steps--)
        {
            if (_next < state.Views.Count) Visit(_next++, _rows[0], nowNanos);
            if (_next >= state.Views.Count || !_isWanted[_rows[0]]) EndPass();
        }
    }

    public void AddTo(ref StateHash hash)
    {
        hash.Add(_lastClientOrder);
        hash.Add(((ulong)_next << 1) | (_isUnfinished ? 1UL : 0));
        for (var i = 0; i < _rows.Count; i++) hash.Add(((ulong)_rows[i] << 1) | (_isWanted[_rows[i]] ? 1UL : 0));
    }

    private void Visit(int index, int row, long nowNanos)
    {
        ref readonly var view = ref state.Views[index];
        if (!IsIn(in view, row) || (view.Position.Lots == 0 && view.Position.OpenOrders == 0)) return;
        _isUnfinished = true;
        ref readonly var instrument = ref state.Instruments[view.Position.InstrumentId];
        if (CanClose(in view, in instrument, nowNanos)) Close(index, in view, nowNanos);
    }

    private bool CanClose(in PositionView view, in Instrument instrument, long nowNanos) =>
        view.Position.OpenOrders == 0 && instrument.IsOpen && view.Position.Lots != long.MinValue
        && (view.CloseSentNanos == 0 || nowNanos - view.CloseSentNanos >= RetryNanos)
        && state.Orders.LiveCount + state.Approvals.NewOrders < state.Orders.Capacity && !state.Approvals.IsFull;

    private void Close(int index, in PositionView view, long nowNanos)
    {
        var lots = Math.Abs(view.Position.Lots);
        var side = view.Position.Lots > 0 ? Side.Sell : Side.Buy;
        var reference = state.Marks[view.Position.InstrumentId].Reference;
        ref var submit = ref writer.BeginOrder(Collar.PriceOf(side, reference, Collar.WidestBand));
        submit.TimestampNanos = nowNanos;
        submit.InstrumentId = view.Position.InstrumentId;
        submit.AccountId = view.Position.AccountId;
        submit.StrategyId = view.Position.StrategyId;
        submit.ClientOrderId = ShapeChecks.EngineIdBit | ++_lastClientOrder;
        submit.Quantity = lots;
        submit.Side = side;
        submit.OrderType = OrderType.Market;
        submit.TimeInForce = TimeInForce.Ioc;
        submit.OrderFlags = OrderFlags.Flatten | OrderFlags.ReduceOnly;
        writer.End();
        var approval = new Approval(
            view.Position.AccountId, view.Position.InstrumentId, side, OrderType.Market, 0, IsNew: true);
        state.Approvals.Add(in approval, view.Rows[ScopeRows.Account], view.CountedCurrency, hold: 0);
        state.Views.CloseSent(index, nowNanos);
        state.Views.Approve(index, side == Side.Buy, lots, addedOrders: 1);
    }

    // A pass that found nothing left ends the sweep of its scope; else it comes up again after the others.
    private void EndPass()
    {
        if (!_rows.TryRemoveFirst(out var row)) return;
        if (_isWanted[row] && _isUnfinished) _rows.TryAddLast(row);
        else _isWanted[row] = false;
        _isUnfinished = false;
        _next = 0;
    }

    private static bool IsIn(in PositionView view, int row) =>
        view.Rows[0] == row || view.Rows[1] == row || view.Rows[2] == row || view.Rows[3] == row;
}
