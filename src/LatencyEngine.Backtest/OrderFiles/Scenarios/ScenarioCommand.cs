using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Backtest.OrderFiles.Scenarios;

/// <summary>One command of a scenario. Immutable; what its operation does not use is zero, or no price.</summary>
public sealed record ScenarioCommand
{
    public required ScenarioOperation Operation { get; init; }

    /// <summary>As in the file, where 0 is an id like any other.</summary>
    public required ulong OrderId { get; init; }

    /// <summary>Who asks; 0 where the scenario names nobody.</summary>
    public uint AccountId { get; init; }

    public OrderType Type { get; init; }

    public Side Side { get; init; }

    public TimeInForce TimeInForce { get; init; }

    /// <summary>Ticks, or <see cref="NewOrder.NoPrice"/>.</summary>
    public long Price { get; init; } = NewOrder.NoPrice;

    /// <summary>Ticks, or <see cref="NewOrder.NoPrice"/>.</summary>
    public long TriggerPrice { get; init; } = NewOrder.NoPrice;

    /// <summary>Lots: of the order, to take away, or that shall be open; 0 for as many as now.</summary>
    public long Quantity { get; init; }

    /// <summary>Lots that an iceberg shows; 0 shows all.</summary>
    public long DisplayQuantity { get; init; }

    public bool IsPostOnly { get; init; }
}
