using LatencyEngine.Domain;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>One row of an order file. A value; what its operation does not use is zero.</summary>
public readonly record struct OrderRow
{
    /// <summary>Ascends from row to row.</summary>
    public long Sequence { get; init; }

    /// <summary>As in the file, where 0 is an id like any other.</summary>
    public ulong OrderId { get; init; }

    /// <summary>Ticks.</summary>
    public long Price { get; init; }

    /// <summary>Lots.</summary>
    public long Quantity { get; init; }

    public OrderOperation Operation { get; init; }

    public Side Side { get; init; }
}
