namespace LatencyEngine.Backtest.OrderFiles.Scenarios;

/// <summary>A price of a book with its queue. Immutable.</summary>
/// <param name="Price">Ticks.</param>
/// <param name="Queue">Orders with their open lots, reserves included, in the order in which they trade.</param>
public sealed record ScenarioLevel(long Price, IReadOnlyList<(ulong OrderId, long Leaves)> Queue)
{
    public override string ToString() => $"{Price}: {string.Join(", ", Queue.Select(order => $"{order.Leaves} of order {order.OrderId}"))}";
}
