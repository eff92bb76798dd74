using System.Runtime.CompilerServices;
using LatencyEngine.Domain;

namespace LatencyEngine.Viewer.Projection;

/// <summary>
/// Live orders, those that ended lately, and the fills. Written by the thread that applies messages; owns all of them.
/// </summary>
public sealed class OrderBoard(ViewerLimits limits)
{
    /// <summary>By the engine's order id.</summary>
    public ViewTable<OrderRow> Live { get; } = new(limits.LiveOrders);

    public RecentList<OrderRow> Ended { get; } = new(limits.EndedOrders);

    public RecentList<OrderFilled> Fills { get; } = new(limits.Fills);

    internal void Apply(in OrderSnapshot order)
    {
        ref var row = ref Live.Change(KeyOf(order.OrderId));
        if (Unsafe.IsNullRef(ref row)) return;
        row = default;
        row.Order = order;
    }

    internal void Apply(in OrderAccepted accepted)
    {
        var order = OrderSnapshot.Create();
        order.TimestampNanos = accepted.TimestampNanos;
        order.AcceptedNanos = accepted.TimestampNanos;
        order.InstrumentId = accepted.InstrumentId;
        order.AccountId = accepted.AccountId;
        order.StrategyId = accepted.StrategyId;
        order.Side = accepted.Side;
        order.OrderType = accepted.OrderType;
        order.TimeInForce = accepted.TimeInForce;
        order.OrderFlags = accepted.OrderFlags;
        order.OrderId = accepted.OrderId;
        order.ClientOrderId = accepted.ClientOrderId;
        order.PriceRaw = accepted.PriceRaw;
        order.Quantity = accepted.Quantity;
        order.LeavesQuantity = accepted.Quantity;
        Apply(in order);
    }

    internal void Apply(in OrderReplaced replaced)
    {
        ref var row = ref Live.ChangeExisting(KeyOf(replaced.OrderId));
        if (Unsafe.IsNullRef(ref row)) return;
        row.Order.TimestampNanos = replaced.TimestampNanos;
        row.Order.PriceRaw = replaced.PriceRaw;
        row.Order.Quantity = replaced.Quantity;
        row.Order.LeavesQuantity = replaced.LeavesQuantity;
    }

    internal void Apply(in OrderTriggered triggered)
    {
        ref var row = ref Live.ChangeExisting(KeyOf(triggered.OrderId));
        if (!Unsafe.IsNullRef(ref row)) row.Order.TimestampNanos = triggered.TimestampNanos;
    }

    internal void Apply(in OrderFilled filled)
    {
        Fills.Add(filled.InputSequence, filled.OutputIndex, in filled);
        ref var row = ref Live.ChangeExisting(KeyOf(filled.OrderId));
        if (Unsafe.IsNullRef(ref row)) return;
        row.Order.LeavesQuantity = filled.LeavesQuantity;
        row.Order.TimestampNanos = filled.TimestampNanos;
        if (filled.LeavesQuantity == 0) Close(filled.OrderId, filled.TimestampNanos, new OrderRow { End = OrderEnd.Filled });
    }

    internal void Apply(in OrderCanceled canceled) => Close(
        canceled.OrderId, canceled.TimestampNanos,
        new OrderRow { End = OrderEnd.Canceled, CancelReason = canceled.CancelReason });

    internal void Apply(in OrderExpired expired) =>
        Close(expired.OrderId, expired.TimestampNanos, new OrderRow { End = OrderEnd.Expired });

    /// <summary>Of a refused change nothing is left: the order lives on as it was.</summary>
    internal void Apply(in OrderRejected rejected)
    {
        if (rejected.IsEnded == 0) return;
        Close(
            rejected.OrderId, rejected.TimestampNanos,
            new OrderRow { End = OrderEnd.Rejected, RejectReason = rejected.RejectReason });
    }

    internal void ClearState() => Live.Clear();

    internal void ClearHistory()
    {
        Ended.Clear();
        Fills.Clear();
    }

    private void Close(ulong orderId, long timestampNanos, OrderRow ended)
    {
        if (!Live.TryGet(KeyOf(orderId), out var row)) return;
        Live.Remove(KeyOf(orderId));
        ended.Order = row.Order;
        ended.Order.TimestampNanos = timestampNanos;
        Ended.AddAlways(in ended);
    }

    private static long KeyOf(ulong orderId) => (long)orderId;
}
