namespace LatencyEngine.Journal.Postgres.Projections;

/// <summary>
/// The tables of the read models. Integers keep the units of the messages and say so in their names: <c>_e9</c> is 1e-9 of
/// the currency unit, <c>_e6</c> 1e-6 of it, <c>_lots</c> lots, <c>_nanos</c> nanoseconds since the Unix epoch. Beside them
/// stand the same values in human units, which the server computes.
/// </summary>
internal sealed class ViewTables
{
    /// <summary>Grows with any change below: the tables are then made anew and filled from the events.</summary>
    public const int Version = 1;

    private const Merge Key = Merge.Key;
    private const Merge First = Merge.First;
    private const Merge Known = Merge.Known;
    private const Merge Sum = Merge.Sum;

    public ViewTable Instruments { get; } = ViewTable.OfState(
        "instruments",
        [
            Column.Text("stream_id", Key), Column.BigInt("instrument_id", Key), .. Change(), Column.Text("symbol"),
            Column.Int("venue_id"), Column.Text("kind"), Column.Text("currency"), Column.BigInt("tick_size_e9"),
            Column.BigInt("multiplier_e9"), Column.BigInt("lot_size_lots"), Column.Int("lot_exponent"),
        ],
        Price("tick_size"));

    public ViewTable Accounts { get; } = ViewTable.OfState(
        "accounts",
        [
            Column.Text("stream_id", Key), Column.BigInt("account_id", Key), .. Change(), Column.Text("name"),
            Column.Text("currency"),
        ]);

    public ViewTable Strategies { get; } = ViewTable.OfState(
        "strategies",
        [
            Column.Text("stream_id", Key), Column.Int("strategy_id", Key), .. Change(), Column.Text("name", Known),
            Column.BigInt("account_id", Known), Column.Text("state", Known), Column.Text("reason", Known),
        ]);

    public ViewTable Orders { get; } = ViewTable.OfState(
        "orders",
        [
            Column.Text("stream_id", Key), Column.BigInt("order_id", Key), .. Change(),
            Column.BigInt("opened_version", First), Column.Time("opened_at", First), Column.BigInt("opened_nanos", First),
            Column.Text("state"), Column.Text("reason", Known),
            Column.BigInt("instrument_id", First), Column.BigInt("account_id", First), Column.Int("strategy_id", First),
            Column.Numeric("client_order_id", First), Column.Text("side", Known), Column.Text("order_type", Known),
            Column.Text("time_in_force", Known), Column.Int("order_flags", Known), Column.Int("lot_exponent", Known),
            Column.BigInt("price_e9", Known), Column.BigInt("quantity_lots", Known), Column.BigInt("leaves_lots", Known),
            Column.BigInt("filled_lots", Sum), Column.Wide("filled_value_e9", Sum),
        ],
        Price("price"), Quantity("quantity"), Quantity("leaves"), Quantity("filled"),
        "average_price numeric generated always as (filled_value_e9 / nullif(filled_lots, 0) * 0.000000001) stored");

    public ViewTable Fills { get; } = ViewTable.OfEvents(
        "fills",
        [
            .. Event(), .. Cause(), Column.BigInt("fill_id"), Column.BigInt("order_id"), Column.Numeric("client_order_id"),
            Column.BigInt("instrument_id"), Column.BigInt("account_id"), Column.Int("strategy_id"), Column.Text("side"),
            Column.Text("liquidity_role"), Column.Int("lot_exponent"), Column.BigInt("price_e9"),
            Column.BigInt("quantity_lots"), Column.BigInt("leaves_lots"), Column.BigInt("fee_e6"), Column.Text("currency"),
        ],
        Price("price"), Quantity("quantity"), Quantity("leaves"), Money("fee"));

    public ViewTable Positions { get; } = ViewTable.OfState(
        "positions",
        [
            Column.Text("stream_id", Key), Column.BigInt("account_id", Key), Column.Int("strategy_id", Key),
            Column.BigInt("instrument_id", Key), .. Change(), Column.Int("lot_exponent"), Column.BigInt("quantity_lots"),
            Column.BigInt("cost_e6"), Column.BigInt("average_price_e9"), Column.BigInt("realized_pnl_e6"),
            Column.BigInt("fees_e6"), Column.Text("currency"),
        ],
        Quantity("quantity"), Money("cost"), Price("average_price"), Money("realized_pnl"), Money("fees"));

    public ViewTable Ledger { get; } = ViewTable.OfEvents(
        "ledger_entries",
        [
            .. Event(), .. Cause(), Column.BigInt("posting_id"), Column.BigInt("account_id"), Column.Text("kind"),
            Column.Text("from_account"), Column.Text("to_account"), Column.Text("currency"), Column.BigInt("amount_e6"),
            Column.BigInt("order_id"), Column.BigInt("from_balance_e6"), Column.BigInt("to_balance_e6"),
        ],
        Money("amount"), Money("from_balance"), Money("to_balance"));

    public ViewTable Balances { get; } = ViewTable.OfState(
        "balances",
        [
            Column.Text("stream_id", Key), Column.BigInt("account_id", Key), Column.Text("ledger_account", Key),
            Column.Text("currency", Key), .. Change(), Column.BigInt("balance_e6"),
        ],
        Money("balance"));

    public ViewTable Alerts { get; } = ViewTable.OfEvents(
        "alerts",
        [
            .. Event(), .. Cause(), Column.Text("kind"), Column.Text("severity"), Column.BigInt("instrument_id"),
            Column.BigInt("detail"), Column.BigInt("detail2"),
        ]);

    public ViewTable RiskEvents { get; } = ViewTable.OfEvents(
        "risk_events",
        [
            .. Event(), .. Cause(), Column.Text("kind"), Column.Text("scope_kind"), Column.Numeric("scope_id"),
            Column.BigInt("actor_id"), Column.Text("limit_kind"), Column.BigInt("limit_value"), Column.BigInt("actual_value"),
            Column.Text("trading_state"), Column.Text("halt_reason"), Column.Int("halt_flags"), Column.Flag("is_locked"),
        ]);

    public ViewTable Rejections { get; } = ViewTable.OfEvents(
        "rejections",
        [
            .. Event(), .. Cause(), Column.Text("kind"), Column.Text("reason"), Column.BigInt("actor_id"),
            Column.Text("scope_kind"), Column.Numeric("scope_id"), Column.BigInt("limit_value"),
            Column.BigInt("actual_value"), Column.BigInt("order_id"), Column.Numeric("client_order_id"),
            Column.BigInt("instrument_id"), Column.BigInt("account_id"), Column.Int("strategy_id"),
            Column.Int("command_template_id"), Column.Flag("is_order_ended"),
        ]);

    /// <summary>Always in this order, so that whoever locks several waits for another and never for each other.</summary>
    public IReadOnlyList<ViewTable> All =>
    [
        Instruments, Accounts, Strategies, Orders, Fills, Positions, Ledger, Balances, Alerts, RiskEvents, Rejections,
    ];

    /// <summary>Which event it was.</summary>
    private static ViewColumn[] Event() =>
    [
        Column.Text("stream_id", Key), Column.BigInt("version", Key), Column.BigInt("sequence"), Column.Time("at"),
        Column.BigInt("at_nanos"),
    ];

    /// <summary>Which event changed the row last.</summary>
    private static ViewColumn[] Change() =>
    [
        Column.BigInt("version"), Column.BigInt("sequence"), Column.Time("at"), Column.BigInt("at_nanos"),
    ];

    /// <summary>The input that caused it.</summary>
    private static ViewColumn[] Cause() => [Column.BigInt("input_sequence")];

    private static string Price(string name) => $"{name} numeric generated always as ({name}_e9 * 0.000000001) stored";

    private static string Money(string name) => $"{name} numeric generated always as ({name}_e6 * 0.000001) stored";

    private static string Quantity(string name) =>
        $"{name} numeric generated always as ({name}_lots * ('1e' || lot_exponent::text)::numeric) stored";
}
