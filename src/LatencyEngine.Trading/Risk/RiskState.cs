using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Ledger;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Portfolio;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// Everything that a decision is a function of, beside the order itself: risk's own tables, and those of the matching
/// stage that it reads. The risk stage's thread.
/// </summary>
public sealed class RiskState
{
    public RiskState(Capacities capacities, OrderTable orders, PositionTable positions, Accounting accounting)
    {
        Orders = orders;
        Positions = positions;
        Accounting = accounting;
        Instruments = new InstrumentTable(capacities.InstrumentIdEnd);
        Currencies = new CurrencySlots(capacities.Currencies);
        Rates = new CurrencyRates(capacities.Currencies * capacities.Currencies);
        Scopes = new ScopeTable(capacities);
        Limits = new RiskLimits(Scopes.End, capacities.RiskLimits);
        Marks = new MarkTable(capacities.InstrumentIdEnd);
        Exposures = new ExposureBook(Scopes, Currencies, Rates);
        Views = new PositionViews(positions, Instruments, Marks, Scopes, Currencies, Exposures);
        Losses = new LossMonitor(Scopes, Exposures, Limits);
        Trading = new TradingStates(Scopes.End);
        Window = new RateWindow(Scopes.End);
        ClientIds = new ClientOrderIds(capacities.ClientOrderIds);
        Approvals = new Approvals(capacities.LaneSlots, Scopes.OwnerEnd, capacities.Currencies);
    }

    /// <summary>The matching stage's; read between its inputs.</summary>
    public OrderTable Orders { get; }

    /// <inheritdoc cref="Orders"/>
    public PositionTable Positions { get; }

    /// <inheritdoc cref="Orders"/>
    public Accounting Accounting { get; }

    public InstrumentTable Instruments { get; }

    public CurrencySlots Currencies { get; }

    public CurrencyRates Rates { get; }

    public ScopeTable Scopes { get; }

    public RiskLimits Limits { get; }

    public MarkTable Marks { get; }

    public ExposureBook Exposures { get; }

    public PositionViews Views { get; }

    public LossMonitor Losses { get; }

    public TradingStates Trading { get; }

    public RateWindow Window { get; }

    public ClientOrderIds ClientIds { get; }

    public Approvals Approvals { get; }

    public FeeBounds Fees { get; } = new();

    /// <summary>The scope of a row among the four of an order.</summary>
    public static Domain.ScopeKind KindOf(int scope) => (Domain.ScopeKind)(scope + 1);

    public void AddTo(ref StateHash hash)
    {
        Instruments.AddTo(ref hash);
        Currencies.AddTo(ref hash);
        Rates.AddTo(ref hash);
        Scopes.AddTo(ref hash);
        Limits.AddTo(ref hash);
        Marks.AddTo(ref hash);
        Views.AddTo(ref hash);
        Losses.AddTo(ref hash);
        Trading.AddTo(ref hash);
        Window.AddTo(ref hash);
        ClientIds.AddTo(ref hash);
    }
}
