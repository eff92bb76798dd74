namespace LatencyEngine.Trading.Exchange;

/// <summary>What stands before an order at its price.</summary>
/// <param name="OrdersAhead">Orders.</param>
/// <param name="LotsAhead">Their lots that trade before it: of icebergs what they show.</param>
public readonly record struct QueuePlace(int OrdersAhead, long LotsAhead);
