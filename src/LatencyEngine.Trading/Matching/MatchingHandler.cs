using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Books;
using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Ledger;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Outputs;
using LatencyEngine.Trading.Portfolio;
using LatencyEngine.Trading.Stages;
using LatencyEngine.Trading.Strategies;

namespace LatencyEngine.Trading.Matching;

/// <summary>
/// The paper venue: fills orders against the market as it was recorded or is live, and alone writes outputs.
/// Runs on the thread of the matching stage; owns the books, the live orders and everything on its way to the
/// venue.
/// </summary>
/// <remarks>
/// <para><b>Order within one input.</b> Sweeps and fills go on; commands that are due reach the venue; the input is applied,
/// which may fill resting orders; then come the decisions of the input; a command from outside is answered; the last
/// input ends every order.</para>
/// <para><b>Orders of ours never meet:</b> each trades with the market alone, and what one takes the next one
/// does not find.</para>
/// <para><b>Limits.</b> A sweep looks at <see cref="Capacities.SweepStepsPerEventMax"/> orders per input, as many
/// commands arrive, and an order takes as many levels; the rest follows with the next inputs. The end of the session
/// is not bounded so.</para>
/// </remarks>
public sealed class MatchingHandler
{
    private readonly InstrumentTable _instruments;
    private readonly OrderTable _orders;
    private readonly Accounting _accounting;
    private readonly Lane<Decision> _decisions;
    private readonly OutputWriter _outputs;
    private readonly OrderReports _reports;
    private readonly SweepQueue _sweeps;
    private readonly Sweeper _sweeper;
    private readonly RestingFills _fills;
    private readonly OrderEntry _entry;
    private readonly MarketIntake _market;
    private readonly CommandAnswers _answers;

    public MatchingHandler(
        Capacities capacities, InstrumentTable instruments, OrderTable orders, PositionTable positions,
        Accounting accounting, Lane<Decision> decisions, Lane<EngineEvent> reports, OutputWriter outputs)
    {
        ArgumentNullException.ThrowIfNull(orders);
        _orders = orders;
        _instruments = instruments;
        _accounting = accounting;
        _decisions = decisions;
        _outputs = outputs;
        Books = new MarketBooks(capacities);
        _reports = new OrderReports(outputs, reports);
        _sweeps = new SweepQueue(orders);
        var resting = new RestingOrders(capacities, orders);
        var lifecycle = new OrderLifecycle(
            orders, instruments, positions, accounting, resting, _sweeps, _reports);
        var places = new QueuePlaces(Books, instruments, orders, resting);
        _fills = new RestingFills(Books, instruments, orders, resting, _sweeps, lifecycle);
        var taking = new Taking(Books, instruments, orders, lifecycle);
        Places = places;
        _sweeper = new Sweeper(orders, _sweeps, lifecycle, _reports);
        _entry = new OrderEntry(
            instruments, orders, accounting, lifecycle, taking, places, resting, _sweeps, _reports);
        _market = new MarketIntake(capacities, Books, resting, places, _fills, _reports);
        _answers = new CommandAnswers(outputs);
    }

    /// <summary>The market as this stage knows it, for reading between inputs.</summary>
    public MarketBooks Books { get; }

    /// <summary>Where resting orders stand, for reading between inputs.</summary>
    public QueuePlaces Places { get; }

    /// <summary>Market data refused so far.</summary>
    public long InvalidUpdates => _market.InvalidUpdates;

    /// <summary>
    /// Whether anything is live or on its way that may still be reported without another command, for reading between
    /// inputs.
    /// </summary>
    public bool MayReport => _orders.LiveCount + _entry.InFlightCount > 0;

    /// <summary>
    /// Reports to the strategies in these seats alone, where they take feedback: what nobody reads would fill the lane.
    /// Before the first input.
    /// </summary>
    public void ReportOnlyTo(IReadOnlyList<StrategySeat> seats) => _reports.ReportOnlyTo(seats);

    public void OnInput(ref EngineEvent input, long inputSequence)
    {
        _outputs.StartInput(inputSequence, input.TimestampNanos);
        _sweeper.StartInput();
        _fills.StartInput();
        _entry.ArriveDue(input.TimestampNanos);
        var isAnnounced = _answers.IsAwaiting && _answers.Begin(ref input);
        Apply(ref input);
        while (_decisions.Holds(inputSequence))
        {
            CarryOut(ref _decisions.Peek());
            _decisions.Take();
        }

        if (isAnnounced) _answers.End(ref input);
        if (input.TemplateId == SessionClosing.TemplateId) EndSession();
    }

    /// <summary>
    /// Adds what this stage alone knows: books, sweeps and what is in flight. Its tables are hashed by their owner.
    /// </summary>
    public void AddTo(ref StateHash hash)
    {
        Books.AddTo(ref hash);
        _sweeps.AddTo(ref hash);
        _fills.AddTo(ref hash);
        Places.Cancels.AddTo(ref hash);
        _entry.AddTo(ref hash);
        _answers.AddTo(ref hash);
    }

    private void Apply(ref EngineEvent input)
    {
        switch (input.TemplateId)
        {
            case Quote.TemplateId: _market.Apply(in input.As<Quote>()); break;
            case Trade.TemplateId: _market.Apply(in input.As<Trade>()); break;
            case BookDelta.TemplateId: _market.Apply(in input.As<BookDelta>()); break;
            case BookOrder.TemplateId: _market.Apply(in input.As<BookOrder>()); break;
            case FeedGap.TemplateId: _market.Apply(in input.As<FeedGap>()); break;
            case InstrumentStatusChanged.TemplateId: Apply(in input.As<InstrumentStatusChanged>()); break;
            case Deposit.TemplateId: _accounting.Apply(in input.As<Deposit>()); break;
            case Withdraw.TemplateId: _accounting.Apply(in input.As<Withdraw>()); break;
            case SessionOpened.TemplateId: Seed(input.As<SessionOpened>().Seed); break;
            default: Define(ref input); break;
        }
    }

    private void Seed(ulong seed)
    {
        _entry.Delays.Seed(seed);
        Places.Cancels.Seed(seed);
    }

    private void Define(ref EngineEvent input)
    {
        switch (input.TemplateId)
        {
            case InstrumentDefinition.TemplateId:
                Define(in input.As<InstrumentDefinition>());
                break;
            case AccountDefinition.TemplateId:
                ref var account = ref input.As<AccountDefinition>();
                Judge(input.TemplateId, _accounting.Apply(in account), ScopeKind.Account, account.AccountId);
                break;
            case FeeSchedule.TemplateId:
                Judge(input.TemplateId, _accounting.Apply(in input.As<FeeSchedule>()), ScopeKind.Engine, 0);
                break;
            case VenueModel.TemplateId:
                Judge(input.TemplateId, _entry.Delays.Apply(in input.As<VenueModel>()), ScopeKind.Engine, 0);
                break;
            case CommandReceived.TemplateId: _answers.Apply(in input.As<CommandReceived>()); break;
        }
    }

    private void Define(in InstrumentDefinition definition)
    {
        var reason = _instruments.Allows(in definition)
            ? _accounting.Apply(in definition)
            : RejectReason.MalformedCommand;
        if (reason == RejectReason.None && _instruments.Apply(in definition)) Books.Define(in definition);
        Judge(InstrumentDefinition.TemplateId, reason, ScopeKind.Instrument, definition.InstrumentId);
    }

    private void Judge(ushort templateId, RejectReason reason, ScopeKind scope, ulong scopeId)
    {
        if (reason != RejectReason.None) _reports.CommandRejected(templateId, reason, scope, scopeId);
    }

    private void Apply(in InstrumentStatusChanged changed)
    {
        if (!_instruments.Apply(in changed))
            _market.Refuse(changed.InstrumentId, (long)changed.Status, 0);
        else if (changed.Status == InstrumentStatus.Closed)
            _sweeper.Start(ScopeKind.Instrument, changed.InstrumentId, Side.None, CancelReason.None);
    }

    private void CarryOut(ref Decision decision)
    {
        ref var command = ref decision.Event;
        switch (command.TemplateId)
        {
            case SubmitOrder.TemplateId:
                _entry.Submit(in command.As<SubmitOrder>(), decision.Hold, decision.WorstPrice);
                break;
            case CancelOrder.TemplateId: _entry.Cancel(in command.As<CancelOrder>()); break;
            case ReplaceOrder.TemplateId: _entry.Replace(in command.As<ReplaceOrder>(), decision.Hold); break;
            case MassCancel.TemplateId: CarryOut(in command.As<MassCancel>()); break;
            case StrategyStateChanged.TemplateId:
                _reports.Pass(ref command);
                Quarantine(in command.As<StrategyStateChanged>());
                break;
            default: _reports.Pass(ref command); break;
        }
    }

    private void CarryOut(in MassCancel cancel) =>
        // Actor 0 is the engine itself: a limit was breached.
        _sweeper.Start(
            cancel.ScopeKind, cancel.ScopeId, cancel.Side,
            cancel.ActorId == 0 ? CancelReason.Halt : CancelReason.MassCancel);

    private void Quarantine(in StrategyStateChanged changed)
    {
        if (changed.StrategyState == StrategyState.Quarantined)
            _sweeper.Start(ScopeKind.Strategy, changed.StrategyId, Side.None, CancelReason.Quarantine);
    }

    private void EndSession()
    {
        _entry.EndSession();
        _sweeper.EndSession();
    }
}
