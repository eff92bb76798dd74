using LatencyEngine.TestKit.Exchange;
using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Tests.Trading.Exchange.Matrix;

/// <summary>What became of the order of a case, in the words of the table.</summary>
internal sealed record MatrixOutcome(string Trades, string Ends, string Rests)
{
    private const ulong OrderId = 99;

    public static MatrixOutcome Of(MatrixCase row, MatrixBook book)
    {
        var events = new MatchEventList();
        using var core = new MatchingCore<MatchEventList>(
            new MatchingCapacities { Orders = 64, SpecialOrders = 16, Groups = 4, AccountIdEnd = 8 }, events);
        core.Open(0, new BookRules { LastPrice = MatrixCase.ReferencePrice });
        foreach (var resting in book.Orders()) core.Submit(in resting, 0);
        events.Clear();
        var order = row.Order(OrderId, MatrixBook.AccountOf(MatrixBook.Taker));
        core.Submit(in order, 0);
        return new MatrixOutcome(TradesOf(events.All), EndsOf(events.All), RestOf(core));
    }

    private static string TradesOf(IReadOnlyList<MatchEvent> events) =>
        Joined(events.Where(e => e.Kind == MatchEventKind.Traded)
            .Select(e => $"{e.Quantity}{MatrixBook.LetterOf(e.MakerAccountId)}@{e.Price}"));

    private static string EndsOf(IReadOnlyList<MatchEvent> events) =>
        Joined(events.Where(e => e.Kind is MatchEventKind.Canceled or MatchEventKind.Rejected).Select(EndOf));

    private static string EndOf(MatchEvent e) => e.Kind == MatchEventKind.Rejected
        ? $"refused:{(RejectReason)e.Reason}"
        : $"{(e.OrderId == OrderId ? "" : "maker:")}{e.Quantity}:{(CancelReason)e.Reason}";

    private static string RestOf(MatchingCore<MatchEventList> core)
    {
        if (!core.TryFind(OrderId, out var order)) return "-";
        return order.Place == OrderPlace.Resting
            ? $"{order.Leaves}@{order.Price}{(order.Displayed == order.Leaves ? "" : $" shows {order.Displayed}")}"
            : $"{order.Leaves} {order.Place}{(order.TriggerPrice == NewOrder.NoPrice ? "" : $" for {order.TriggerPrice}")}";
    }

    private static string Joined(IEnumerable<string> parts) => string.Join(' ', parts) is { Length: > 0 } text ? text : "-";
}
