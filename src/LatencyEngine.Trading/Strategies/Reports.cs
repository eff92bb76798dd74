using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Strategies.Contract;

namespace LatencyEngine.Trading.Strategies;

/// <summary>
/// Reads the reports of the matching stage: whose they are, and what they change in its port. Pure, but for the port.
/// </summary>
internal static class Reports
{
    /// <summary>Client order ids of orders that risk itself sends have this bit.</summary>
    public const ulong EngineOrderBit = 1UL << 63;

    public static ushort StrategyOf(ref EngineEvent report) => report.TemplateId switch
    {
        OrderAccepted.TemplateId => report.As<OrderAccepted>().StrategyId,
        OrderRejected.TemplateId => report.As<OrderRejected>().StrategyId,
        OrderReplaced.TemplateId => report.As<OrderReplaced>().StrategyId,
        OrderCanceled.TemplateId => report.As<OrderCanceled>().StrategyId,
        OrderExpired.TemplateId => report.As<OrderExpired>().StrategyId,
        OrderFilled.TemplateId => report.As<OrderFilled>().StrategyId,
        _ => 0,
    };

    /// <summary>
    /// An order was asked for in the name of the strategy. Those that risk sends to close positions do not count: the
    /// strategy never asked for them.
    /// </summary>
    public static void Began(ulong clientOrderId, StrategyPort port)
    {
        if (!IsOfEngine(clientOrderId)) port.OrderBegan();
    }

    /// <summary>Counts orders and position in the port.</summary>
    /// <returns>What the strategy is to be told.</returns>
    public static Occasion Apply(ref EngineEvent report, StrategyPort port)
    {
        switch (report.TemplateId)
        {
            case OrderAccepted.TemplateId: return Occasion.Accepted;
            case OrderRejected.TemplateId: return OnRejected(in report.As<OrderRejected>(), port);
            case OrderReplaced.TemplateId: return Occasion.Replaced;
            case OrderCanceled.TemplateId:
                Ended(report.As<OrderCanceled>().ClientOrderId, port);
                return Occasion.Canceled;
            case OrderExpired.TemplateId:
                Ended(report.As<OrderExpired>().ClientOrderId, port);
                return Occasion.Expired;
            case OrderFilled.TemplateId: return OnFilled(in report.As<OrderFilled>(), port);
            default: return Occasion.None;
        }
    }

    private static Occasion OnRejected(in OrderRejected rejected, StrategyPort port)
    {
        if (rejected.IsEnded != 0) Ended(rejected.ClientOrderId, port);
        return Occasion.Rejected;
    }

    private static Occasion OnFilled(in OrderFilled filled, StrategyPort port)
    {
        port.Filled(filled.InstrumentId, filled.Side == Side.Buy ? filled.Quantity : -filled.Quantity);
        if (filled.LeavesQuantity == 0) Ended(filled.ClientOrderId, port);
        return Occasion.Filled;
    }

    private static void Ended(ulong clientOrderId, StrategyPort port)
    {
        if (!IsOfEngine(clientOrderId)) port.OrderEnded();
    }

    private static bool IsOfEngine(ulong clientOrderId) => (clientOrderId & EngineOrderBit) != 0;
}
