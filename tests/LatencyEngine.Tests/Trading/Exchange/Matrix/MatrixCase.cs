using System.Globalization;
using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Tests.Trading.Exchange.Matrix;

/// <summary>One row of the matrix: an order, how long it lives, its self-trade mode, and the book that it meets.</summary>
internal sealed record MatrixCase(string Type, string TimeInForce, string Mode, string Book)
{
    public const long Lots = 25;
    public const long ReferencePrice = 100;
    private const long LimitPrice = 102;
    private const long ExpireNanos = 1_000;

    public static readonly string[] Types =
    [
        "market", "limit", "market-to-limit", "stop", "stop-limit", "trailing-stop", "trailing-limit", "limit-if-touched",
        "market-if-touched", "iceberg", "hidden", "pegged", "midpoint", "post-only", "post-slide", "minimum-15", "all-or-none",
    ];

    public static readonly string[] TimesInForce = ["day", "gtc", "ioc", "fok", "gtd"];

    public static readonly string[] Modes = ["none", "newest", "oldest", "both", "decrement"];

    public NewOrder Order(ulong orderId, uint accountId)
    {
        var order = NewOrder.Of(orderId, Side.Buy, TypeOf(Type), TimeInForceOf(TimeInForce), Lots);
        order.AccountId = accountId;
        order.SelfTradePrevention = ModeOf(Mode);
        if (order.TimeInForce == LatencyEngine.Domain.TimeInForce.Gtd) order.ExpireNanos = ExpireNanos;
        if (order.Type is OrderType.Limit or OrderType.StopLimit or OrderType.LimitIfTouched or OrderType.Pegged) order.Price = LimitPrice;
        // At the last price: all of them fire as soon as they are taken in.
        if (order.Type is OrderType.Stop or OrderType.StopLimit or OrderType.LimitIfTouched or OrderType.MarketIfTouched)
            order.TriggerPrice = ReferencePrice;
        if (order.Type is OrderType.TrailingStop or OrderType.TrailingStopLimit)
            (order.TrailKind, order.Trail, order.Offset) = (TrailKind.Amount, 1, order.Type == OrderType.TrailingStopLimit ? 1 : 0);
        AddConditions(ref order);
        return order;
    }

    private void AddConditions(ref NewOrder order)
    {
        switch (Type)
        {
            case "iceberg": order.DisplayQuantity = 4; break;
            case "hidden": order.Conditions = OrderConditions.Hidden; break;
            case "pegged": order.Peg = PegKind.Primary; break;
            case "midpoint": order.Peg = PegKind.Midpoint; break;
            case "post-only": order.Conditions = OrderConditions.PostOnly; break;
            case "post-slide": order.Conditions = OrderConditions.PostOnlySlide; break;
            case "minimum-15": order.MinimumQuantity = 15; break;
            case "all-or-none": order.Conditions = OrderConditions.AllOrNone; break;
        }
    }

    private static OrderType TypeOf(string name) => name switch
    {
        "market" => OrderType.Market,
        "market-to-limit" => OrderType.MarketToLimit,
        "stop" => OrderType.Stop,
        "stop-limit" => OrderType.StopLimit,
        "trailing-stop" => OrderType.TrailingStop,
        "trailing-limit" => OrderType.TrailingStopLimit,
        "limit-if-touched" => OrderType.LimitIfTouched,
        "market-if-touched" => OrderType.MarketIfTouched,
        "pegged" or "midpoint" => OrderType.Pegged,
        "limit" or "iceberg" or "hidden" or "post-only" or "post-slide" or "minimum-15" or "all-or-none" => OrderType.Limit,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such order."),
    };

    private static TimeInForce TimeInForceOf(string name) =>
        Enum.Parse<TimeInForce>(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name));

    private static SelfTradePrevention ModeOf(string name) => name switch
    {
        "none" => SelfTradePrevention.None,
        "newest" => SelfTradePrevention.CancelNewest,
        "oldest" => SelfTradePrevention.CancelOldest,
        "both" => SelfTradePrevention.CancelBoth,
        "decrement" => SelfTradePrevention.Decrement,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such mode."),
    };
}
