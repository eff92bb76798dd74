using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <summary>A live order, for reading.</summary>
public readonly record struct OrderView
{
    public ulong OrderId { get; init; }

    public uint AccountId { get; init; }

    public uint BookId { get; init; }

    public Side Side { get; init; }

    public OrderPlace Place { get; init; }

    /// <summary>Limit in ticks; of a pegged order where it rests now. <see cref="NewOrder.NoPrice"/> without one.</summary>
    public long Price { get; init; }

    /// <summary>Of a waiting or held order, ticks; else <see cref="NewOrder.NoPrice"/>.</summary>
    public long TriggerPrice { get; init; }

    /// <summary>Open lots, reserve included.</summary>
    public long Leaves { get; init; }

    /// <summary>Lots that everybody sees; 0 unless it rests.</summary>
    public long Displayed { get; init; }
}
