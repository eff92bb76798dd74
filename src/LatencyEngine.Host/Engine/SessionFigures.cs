using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Portfolio;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// Profit and positions as the tables of the pipeline have them: exact after the end, a reading while it runs. Cold.
/// </summary>
internal static class SessionFigures
{
    /// <summary>One row for each strategy and currency that it has positions in; strategy 0 is trading by hand.</summary>
    public static IReadOnlyList<StrategyFigures> OfStrategies(EngineSession session) =>
        OfStrategies(session.Pipeline.Stages, session.Configuration);

    /// <summary>The same of stages that may run in no session.</summary>
    public static IReadOnlyList<StrategyFigures> OfStrategies(TradingStages stages, EngineConfiguration configuration)
    {
        var rows = new Dictionary<(ushort, ulong), StrategyFigures>();
        var positions = stages.Positions;
        for (var i = 0; i < positions.Count; i++)
        {
            ref readonly var position = ref positions[i];
            var currency = stages.Instruments[position.InstrumentId].Definition.Currency;
            var key = (position.StrategyId, currency);
            var row = rows.GetValueOrDefault(key) ?? Empty(configuration, position.StrategyId, currency);
            rows[key] = row with
            {
                OpenPositions = row.OpenPositions + (position.Lots == 0 ? 0 : 1),
                RealizedPnl = row.RealizedPnl + position.RealizedPnl,
                UnrealizedPnl = row.UnrealizedPnl + Unrealized(stages, in position),
                Fees = row.Fees + position.Fees,
            };
        }

        foreach (var strategy in configuration.Strategies)
            if (!rows.Keys.Any(key => key.Item1 == strategy.Id))
                rows[(strategy.Id, 0)] = Empty(configuration, strategy.Id, 0);
        return [.. rows.Values.OrderBy(row => row.StrategyId).ThenBy(row => row.Currency)];
    }

    /// <summary>What a position would gain if it were closed at the mark; 0 while there is none.</summary>
    public static long Unrealized(TradingStages stages, in Position position)
    {
        if (position.Lots == 0) return 0;
        var mark = stages.Risk.MarkOf(position.InstrumentId);
        if (mark <= 0) return 0;
        ref readonly var instrument = ref stages.Instruments[position.InstrumentId];
        return instrument.Terms.Gain(instrument.Terms.Value(mark, position.Lots), position.Cost);
    }

    /// <summary>What one unit of the position cost on average, in 1e-9; 0 for a flat one.</summary>
    public static long AveragePrice(in Instrument instrument, in Position position) =>
        position.Lots == 0 ? 0 : instrument.Terms.PriceOf(position.Cost, position.Lots);

    /// <summary>One row for each account and currency that it ever had anything in.</summary>
    public static IEnumerable<WalletFigures> OfWallets(EngineSession session) =>
        from account in session.Configuration.Accounts
        from currency in CurrenciesOf(session, account)
        let balances = Accounts.Select(kind => session.Pipeline.Stages.Accounting.Balance(account.Id, currency, kind))
        let wallet = new WalletFigures(account.Id, account.Name, currency, [.. balances])
        where wallet.Balances.Any(balance => balance != 0)
        select wallet;

    /// <summary>Every account of the ledger, in the order of <see cref="WalletFigures.Balances"/>.</summary>
    public static IReadOnlyList<LedgerAccount> Accounts { get; } =
        [.. Enum.GetValues<LedgerAccount>().Where(kind => kind != LedgerAccount.None)];

    private static IEnumerable<ulong> CurrenciesOf(EngineSession session, AccountConfiguration account) => session.Instruments
        .Select(instrument => instrument.Terms.Currency.Code)
        .Concat(account.Deposits.Select(deposit => deposit.Currency.Code))
        .Append(account.Currency.Code)
        .Distinct();

    private static StrategyFigures Empty(EngineConfiguration configuration, ushort id, ulong currency) => new(
        id, configuration.Strategies.FirstOrDefault(strategy => strategy.Id == id)?.Name ?? "by hand", currency, 0, 0, 0, 0);
}
