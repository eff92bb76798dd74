using LatencyEngine.Domain;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Host.Text;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Orders;

/// <summary>What the outputs about an order say, as traders say it. Pure.</summary>
internal sealed class OrderWords(SessionNames names)
{
    public static OrderFacts FactsOf(in OrderAccepted accepted, SessionNames names)
    {
        var words = new OrderWords(names);
        var price = accepted.Price is { } limit ? $" at {Amounts.Price(limit)}" : "";
        var text = $"{accepted.Side} {words.Lots(accepted.InstrumentId, accepted.Quantity)} {words.Symbol(accepted.InstrumentId)}, "
            + $"{accepted.OrderType}{price}, {accepted.TimeInForce}".ToLowerInvariant()
            + (accepted.OrderFlags == 0 ? "" : $", {accepted.OrderFlags}");
        return new OrderFacts(accepted.ClientOrderId, accepted.AccountId, accepted.StrategyId, accepted.InstrumentId, text);
    }

    public static OrderFacts FactsOf(in OrderRejected rejected, SessionNames names) => new(
        rejected.ClientOrderId, rejected.AccountId, rejected.StrategyId, rejected.InstrumentId,
        $"{new OrderWords(names).Symbol(rejected.InstrumentId)}, never accepted");

    /// <summary>Name and number of whoever is behind an order.</summary>
    public string OwnerOf(OrderFacts facts)
    {
        var strategy = facts.StrategyId == 0
            ? "by hand"
            : $"strategy {facts.StrategyId} {names.StrategyNameOf(facts.StrategyId)}".TrimEnd();
        return $"{strategy}, account {facts.AccountId} {names.AccountNameOf(facts.AccountId)}".TrimEnd();
    }

    public string Of(in JournalRecord output)
    {
        if (output.TryAs<OrderAccepted>(out _)) return "accepted by the venue";
        if (output.TryAs<OrderFilled>(out var filled)) return Of(in filled);
        if (output.TryAs<OrderRejected>(out var rejected)) return Of(in rejected);
        if (output.TryAs<OrderReplaced>(out var replaced)) return Of(in replaced);
        if (output.TryAs<OrderCanceled>(out var canceled))
            return $"canceled, {canceled.CancelReason}, {Lots(canceled.InstrumentId, canceled.LeavesQuantity)} left";
        if (output.TryAs<OrderExpired>(out var expired)) return $"expired, {Lots(expired.InstrumentId, expired.LeavesQuantity)} left";
        if (output.TryAs<OrderTriggered>(out var triggered)) return $"triggered at {Amounts.Price(triggered.Price)}";
        if (output.TryAs<PositionChanged>(out var position)) return Of(in position);
        return output.TryAs<LedgerPosted>(out var posted) ? Of(in posted) : "";
    }

    public string Symbol(uint instrumentId) =>
        names.SymbolOf(instrumentId) is { Length: > 0 } symbol ? symbol : $"instrument {instrumentId}";

    public string Lots(uint instrumentId, long lots) =>
        Amounts.Quantity(lots, names.Instruments.TryGetValue(instrumentId, out var definition) ? definition.LotExponent : 0);

    private string Of(in OrderFilled filled) =>
        $"filled {Lots(filled.InstrumentId, filled.Quantity)} at {Amounts.Price(filled.Price)}, {filled.LiquidityRole}, "
        + $"fee {Money(filled.Fee, filled.Currency)}, {Lots(filled.InstrumentId, filled.LeavesQuantity)} left";

    private static string Of(in OrderRejected rejected)
    {
        var limit = rejected.ScopeKind == ScopeKind.None ? "" : $": {rejected.ScopeKind} limit {rejected.Limit}, found {rejected.Actual}";
        return $"{(rejected.IsEnded != 0 ? "rejected" : "change refused")}, {rejected.RejectReason}{limit}";
    }

    private string Of(in OrderReplaced replaced)
    {
        var price = replaced.Price is { } limit ? $" at {Amounts.Price(limit)}" : "";
        return $"replaced by {Lots(replaced.InstrumentId, replaced.Quantity)}{price}, "
            + (replaced.KeptPriority != 0 ? "keeps its place" : "loses its place");
    }

    private string Of(in PositionChanged position) =>
        $"position {Lots(position.InstrumentId, position.Quantity)} at {Amounts.Price(position.AveragePrice)}, "
        + $"realized {Money(position.RealizedPnl, position.Currency)} in all";

    private static string Of(in LedgerPosted posted) =>
        $"{posted.PostingKind} {Money(posted.Amount, posted.Currency)}: {posted.FromAccount} to {posted.ToAccount}";

    private static string Money(long amount, ulong currency) => $"{Amounts.Money(amount)} {new Currency(currency)}";
}
