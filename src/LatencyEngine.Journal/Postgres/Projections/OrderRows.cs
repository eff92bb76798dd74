using System.Numerics;
using LatencyEngine.Domain;

namespace LatencyEngine.Journal.Postgres.Projections;

/// <summary>
/// Rows of orders and fills. An order's row is made of partial ones: each event tells what it knows, and the table keeps
/// the rest.
/// </summary>
internal static class OrderRows
{
    private const int ReasonOnly = 1;

    // What an acceptance tells, from the side to the exponent of a lot.
    private const int TermsColumns = 5;
    private const int PriceToLeavesColumns = 3;

    public static void AddAccepted(ViewTables tables, LotExponents lots, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!OrderAccepted.TryDecode(message, out var accepted)) throw place.Unreadable();
        Begin(tables, place, accepted.OrderId)
            .Add(place.Version).Add(ViewText.TimeOf(place.Nanos)).Add(place.Nanos)
            .Add("Accepted").Skip(ReasonOnly)
            .Add((long)accepted.InstrumentId).Add((long)accepted.AccountId).Add((int)accepted.StrategyId)
            .Add((decimal)accepted.ClientOrderId)
            .Add(ViewText.NameOf(accepted.Side))
            .Add(ViewText.NameOf(accepted.OrderType))
            .Add(ViewText.NameOf(accepted.TimeInForce))
            .Add((int)accepted.OrderFlags)
            .Add(lots.Of(place.StreamId, accepted.InstrumentId))
            .Add(accepted.Price).Add(accepted.Quantity).Add(accepted.Quantity);
        End(tables, place, accepted.OrderId);
    }

    public static void AddRejected(ViewTables tables, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!OrderRejected.TryDecode(message, out var rejected)) throw place.Unreadable();
        place.Event(tables.Rejections, rejected.InputSequence)
            .Add("Order").Add(ViewText.NameOf(rejected.RejectReason)).Add((long)rejected.ActorId)
            .Add(ViewText.NameOf(rejected.ScopeKind)).Skip(columns: 1).Add(rejected.Limit).Add(rejected.Actual)
            .Add(ViewText.Number(rejected.OrderId)).Add((decimal)rejected.ClientOrderId)
            .Add((long)rejected.InstrumentId).Add((long)rejected.AccountId).Add((int)rejected.StrategyId)
            .Skip(columns: 1).Add(rejected.IsEnded != 0)
            .End();
        if (rejected.IsEnded == 0 || rejected.OrderId == 0) return;
        Begin(tables, place, rejected.OrderId)
            .Add(place.Version).Add(ViewText.TimeOf(place.Nanos)).Add(place.Nanos)
            .Add("Rejected").Add(ViewText.NameOf(rejected.RejectReason))
            .Add((long)rejected.InstrumentId).Add((long)rejected.AccountId).Add((int)rejected.StrategyId)
            .Add((decimal)rejected.ClientOrderId)
            .Skip(TermsColumns).Skip(PriceToLeavesColumns);
        End(tables, place, rejected.OrderId);
    }

    public static void AddReplaced(ViewTables tables, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!OrderReplaced.TryDecode(message, out var replaced)) throw place.Unreadable();
        var state = replaced.LeavesQuantity < replaced.Quantity ? "PartiallyFilled" : "Accepted";
        BeginChange(tables, place, replaced.OrderId, state)
            .Add(replaced.Price).Add(replaced.Quantity).Add(replaced.LeavesQuantity);
        End(tables, place, replaced.OrderId);
    }

    public static void AddCanceled(ViewTables tables, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!OrderCanceled.TryDecode(message, out var canceled)) throw place.Unreadable();
        BeginChange(tables, place, canceled.OrderId, "Canceled", ViewText.NameOf(canceled.CancelReason))
            .Skip(columns: 2).Add(canceled.LeavesQuantity);
        End(tables, place, canceled.OrderId);
    }

    public static void AddExpired(ViewTables tables, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!OrderExpired.TryDecode(message, out var expired)) throw place.Unreadable();
        BeginChange(tables, place, expired.OrderId, "Expired").Skip(columns: 2).Add(expired.LeavesQuantity);
        End(tables, place, expired.OrderId);
    }

    public static void AddTriggered(ViewTables tables, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!OrderTriggered.TryDecode(message, out var triggered)) throw place.Unreadable();
        BeginChange(tables, place, triggered.OrderId, "Accepted").Skip(PriceToLeavesColumns);
        End(tables, place, triggered.OrderId);
    }

    public static void AddFilled(ViewTables tables, LotExponents lots, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!OrderFilled.TryDecode(message, out var filled)) throw place.Unreadable();
        place.Event(tables.Fills, filled.InputSequence)
            .Add(ViewText.Number(filled.FillId)).Add(ViewText.Number(filled.OrderId)).Add((decimal)filled.ClientOrderId)
            .Add((long)filled.InstrumentId).Add((long)filled.AccountId).Add((int)filled.StrategyId)
            .Add(ViewText.NameOf(filled.Side)).Add(ViewText.NameOf(filled.LiquidityRole))
            .Add(lots.Of(place.StreamId, filled.InstrumentId))
            .Add(filled.Price).Add(filled.Quantity).Add(filled.LeavesQuantity).Add(filled.Fee)
            .Add(ViewText.CodeOf(filled.Currency))
            .End();
        BeginChange(tables, place, filled.OrderId, filled.LeavesQuantity == 0 ? "Filled" : "PartiallyFilled")
            .Skip(columns: 2).Add(filled.LeavesQuantity);
        End(tables, place, filled.OrderId, filled.Quantity, (BigInteger)filled.Price * filled.Quantity);
    }

    private static ViewTable Begin(ViewTables tables, in EventPlace place, ulong orderId) =>
        place.Change(tables.Orders.Add(place.StreamId).Add(ViewText.Number(orderId)));

    /// <summary>Begins a row that knows the state and nothing of what an acceptance tells.</summary>
    private static ViewTable BeginChange(
        ViewTables tables, in EventPlace place, ulong orderId, string state, string? reason = null) =>
        Begin(tables, place, orderId).Skip(columns: 3).Add(state).Add(reason).Skip(columns: 4).Skip(TermsColumns);

    private static void End(
        ViewTables tables, in EventPlace place, ulong orderId, long filledLots = 0, BigInteger filledValue = default) =>
        tables.Orders.Add(filledLots).Add(filledValue).EndState(place.Session, orderId);
}
