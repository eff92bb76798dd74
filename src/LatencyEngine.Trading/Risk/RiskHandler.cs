using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Ledger;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Portfolio;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// The risk stage: decides on every order before it can reach a market, and watches what the positions are worth. Its
/// own pinned thread in the staged layout; owns limits, marks, trading states and what it remembers of orders.
/// </summary>
/// <remarks>
/// <para><b>Order of work</b> for an input: what earlier inputs changed is read; a new day begins; the input itself
/// moves marks or carries out its command; losses are looked at; positions that are to be closed are swept; and last
/// the intents are decided one by one, each knowing the approvals before it.</para>
/// <para><b>A decision</b> is a function of the state and the intent. Checks are asked in the order of precedence of
/// <see cref="RejectReason"/>, and the first refusal is told with its scope, its limit and the number that broke it.
/// </para>
/// <para><b>Reads</b> of orders, positions and accounting happen inside <see cref="OnInput"/> only; the caller waits
/// beforehand where matching may still change them.</para>
/// <para><b>Trading begins</b> with <c>SessionOpened</c> and ends with <c>SessionClosing</c>; outside of it orders
/// are
/// refused as halted.</para>
/// </remarks>
public sealed class RiskHandler
{
    private readonly RiskState _state;
    private readonly OrderChecks _checks;
    private readonly DecisionWriter _writer;
    private readonly FlattenSweep _sweep;
    private readonly Halts _halts;
    private readonly RiskCommands _commands;
    private readonly Lane<EngineEvent> _intents;
    private long _nowNanos;

    public RiskHandler(
        Capacities capacities, OrderTable orders, PositionTable positions, Accounting accounting,
        Lane<EngineEvent> intents, Lane<Decision> decisions)
    {
        _state = new RiskState(capacities, orders, positions, accounting);
        _checks = new OrderChecks(_state);
        _writer = new DecisionWriter(decisions);
        _sweep = new FlattenSweep(_state, _writer);
        _halts = new Halts(_state, _writer, _sweep);
        _commands = new RiskCommands(_state, _writer, _halts);
        _intents = intents;
    }

    /// <summary>Whether an order was live when the input began, or was approved with it.</summary>
    public bool OrdersMayLive { get; private set; }

    /// <summary>What the whole engine may trade. Before the start and after the end; in between it is the stage's.</summary>
    public TradingState EngineState => _state.Trading.StateOf(ScopeRows.Engine);

    public void OnInput(ref EngineEvent input, long inputSequence)
    {
        _nowNanos = Math.Max(_nowNanos, input.TimestampNanos);
        _writer.StartInput(inputSequence);
        Settle();
        _state.Losses.Advance(_nowNanos);
        Apply(ref input, inputSequence);
        _halts.CheckLosses();
        _sweep.Step(_nowNanos);
        while (_intents.Holds(inputSequence))
        {
            Decide(ref _intents.Peek());
            _intents.Take();
        }

        OrdersMayLive = _state.Orders.LiveCount + _state.Approvals.NewOrders > 0;
    }

    /// <summary>
    /// The reference price of an instrument in 1e-9; 0 where there is none. For reports, from any thread.
    /// </summary>
    public long MarkOf(uint instrumentId) =>
        instrumentId < (uint)_state.Marks.InstrumentIdEnd ? _state.Marks[instrumentId].Reference : 0;

    /// <summary>What a scope may trade; None where there is no such scope. For reports, from any thread.</summary>
    public TradingState StateOf(ScopeKind scope, ulong id) =>
        _state.Scopes.Find(scope, id, out var row) == RejectReason.None ? _state.Trading.StateOf(row) : TradingState.None;

    /// <summary>A limit that holds for a scope itself. Before the start and after the end.</summary>
    public bool TryGetLimit(ScopeKind scope, ulong id, LimitKind kind, out long value)
    {
        value = 0;
        return _state.Scopes.Find(scope, id, out var row) == RejectReason.None && _state.Limits.TryGet(row, kind, out value);
    }

    public void AddTo(ref StateHash hash)
    {
        hash.Add(_nowNanos);
        _state.AddTo(ref hash);
        _sweep.AddTo(ref hash);
    }

    // What was approved with the input before is now in the tables, or has come to nothing.
    private void Settle()
    {
        _state.Approvals.Clear();
        _state.Views.SettleTouched();
        foreach (var position in _state.Positions.Changed) TouchOwners(_state.Views.Load(position));
        _state.Positions.ForgetChanged();
    }

    private void Apply(ref EngineEvent input, long inputSequence)
    {
        switch (input.TemplateId)
        {
            case Quote.TemplateId:
                ref var quote = ref input.As<Quote>();
                if (_state.Marks.Apply(in quote, inputSequence)) Revalue(quote.InstrumentId);
                break;
            case Trade.TemplateId:
                ref var trade = ref input.As<Trade>();
                if (_state.Marks.Apply(in trade, inputSequence)) Revalue(trade.InstrumentId);
                break;
            case BookOrder.TemplateId:
                ref var change = ref input.As<BookOrder>();
                if (_state.Marks.Apply(in change, inputSequence)) Revalue(change.InstrumentId);
                break;
            case BookDelta.TemplateId: _state.Marks.Apply(in input.As<BookDelta>(), inputSequence); break;
            case FeedGap.TemplateId: _state.Marks.Apply(in input.As<FeedGap>(), inputSequence); break;
            case FeedStatus.TemplateId: _state.Marks.Apply(in input.As<FeedStatus>(), inputSequence); break;
            default: ApplyRare(ref input); break;
        }
    }

    private void ApplyRare(ref EngineEvent input)
    {
        switch (input.TemplateId)
        {
            case InstrumentDefinition.TemplateId: Define(in input.As<InstrumentDefinition>()); break;
            case InstrumentStatusChanged.TemplateId:
                _state.Instruments.Apply(in input.As<InstrumentStatusChanged>());
                break;
            case AccountDefinition.TemplateId: _state.Scopes.Apply(in input.As<AccountDefinition>()); break;
            case StrategyDefinition.TemplateId: _commands.Apply(in input.As<StrategyDefinition>()); break;
            case FeeSchedule.TemplateId: _state.Fees.Apply(in input.As<FeeSchedule>()); break;
            case CurrencyRate.TemplateId: _commands.Apply(in input.As<CurrencyRate>()); break;
            case SetRiskLimit.TemplateId: _commands.Apply(in input.As<SetRiskLimit>()); break;
            case SetTradingState.TemplateId: _commands.Apply(in input.As<SetTradingState>()); break;
            case SessionOpened.TemplateId: _state.Trading.IsSessionOpen = true; break;
            case SessionClosing.TemplateId: _state.Trading.IsSessionOpen = false; break;
            default: break; // Of no concern to risk.
        }
    }

    // An instrument whose currency finds no place stays unknown: nothing of it could be counted.
    private void Define(in InstrumentDefinition definition)
    {
        if (!_state.Instruments.Allows(in definition)) return;
        if (_state.Currencies.FindOrAdd(definition.Currency) == CurrencySlots.None) return;
        if (_state.Instruments.Apply(in definition)) Revalue(definition.InstrumentId);
    }

    private void Revalue(uint instrumentId)
    {
        for (var i = _state.Views.FirstOf(instrumentId); i != PositionViews.None;)
        {
            ref readonly var view = ref _state.Views[i];
            var next = view.NextOfInstrument;
            if (!view.IsQuiet)
            {
                _state.Views.Revalue(i);
                TouchOwners(i);
            }

            i = next;
        }
    }

    private void TouchOwners(int index)
    {
        ref readonly var view = ref _state.Views[index];
        for (var scope = 0; scope <= ScopeRows.Strategy; scope++) _state.Losses.Touch(view.Rows[scope]);
    }

    private void Decide(ref EngineEvent item)
    {
        switch (item.TemplateId)
        {
            case SubmitOrder.TemplateId: Submit(ref item); break;
            case ReplaceOrder.TemplateId: Replace(ref item); break;
            case CancelOrder.TemplateId: Cancel(ref item); break;
            case MassCancel.TemplateId:
                if (_commands.Allows(in item.As<MassCancel>())) _writer.Pass(in item);
                break;
            default: _writer.Pass(in item); break; // An output that the strategy stage has prepared.
        }
    }

    private void Submit(ref EngineEvent item)
    {
        var verdict = _checks.Submit(in item.As<SubmitOrder>(), _nowNanos, out var ask);
        if (!verdict.IsPass)
        {
            _writer.Reject(in ask, in verdict, isEnded: true);
            return;
        }

        _state.ClientIds.Remember(ask.AccountId, ask.ClientOrderId);
        Approve(ref ask);
        _writer.Pass(in item, ask.Hold, ask.WorstPrice);
    }

    private void Replace(ref EngineEvent item)
    {
        var verdict = _checks.Replace(in item.As<ReplaceOrder>(), _nowNanos, out var ask);
        if (!verdict.IsPass)
        {
            _writer.Reject(in ask, in verdict, isEnded: false);
            return;
        }

        Approve(ref ask);
        item.As<ReplaceOrder>().PriceRaw = ask.Price; // A price that was not told is the old one.
        _writer.Pass(in item, ask.Hold);
    }

    private void Cancel(ref EngineEvent item)
    {
        var verdict = _checks.Cancel(in item.As<CancelOrder>(), out var ask);
        if (verdict.IsPass) _writer.Pass(in item);
        else _writer.Reject(in ask, in verdict, isEnded: false);
    }

    // Lots, orders and money that a smaller replacement will give back are not given back before it has happened.
    private void Approve(ref OrderAsk ask)
    {
        if (ask.ViewIndex == PositionViews.None)
            ask.ViewIndex = _state.Views.FindOrAdd(ask.AccountId, ask.StrategyId, ask.InstrumentId, in ask.Rows);
        _state.Views.Approve(ask.ViewIndex, ask.IsBuy, Math.Max(0, ask.AddedLots), ask.IsReplace ? 0 : 1);
        _state.Window.Add(in ask.Rows, _nowNanos);
        var approval = new Approval(
            ask.AccountId, ask.InstrumentId, ask.Side, ask.Type, ask.Price, IsNew: !ask.IsReplace);
        _state.Approvals.Add(in approval, ask.Rows[ScopeRows.Account], ask.Currency, ask.AddedHold);
    }
}
