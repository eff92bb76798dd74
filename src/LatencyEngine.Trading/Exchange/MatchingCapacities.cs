namespace LatencyEngine.Trading.Exchange;

/// <summary>The sizes of a matching core, fixed at its start, and the ranges of what it takes.</summary>
public readonly record struct MatchingCapacities
{
    /// <summary>Most live orders that any core can hold: with <see cref="QuantityMax"/> no total overflows.</summary>
    public const int OrdersMax = 1 << 22;

    /// <summary>Most lots of an order.</summary>
    public const long QuantityMax = 1L << 40;

    /// <summary>Ticks.</summary>
    public const long PriceMin = -PriceMax;

    /// <summary>Ticks.</summary>
    public const long PriceMax = 1L << 52;

    /// <summary>Most orders of one group.</summary>
    public const int GroupMembersMax = 8;

    public MatchingCapacities()
    {
    }

    /// <summary>Most live orders, 1 to <see cref="OrdersMax"/>. One more is refused with CapacityReached.</summary>
    public int Orders { get; init; } = 1 << 16;

    /// <summary>Of these, most that are more than a limit: with a trigger, a peg, a display quantity, an end or a group.</summary>
    public int SpecialOrders { get; init; } = 1 << 12;

    /// <summary>Most groups with live orders.</summary>
    public int Groups { get; init; } = 1 << 10;

    /// <summary>One more than the greatest account id, 1 to 2^24.</summary>
    public uint AccountIdEnd { get; init; } = 1 << 10;

    /// <summary>One more than the greatest book id, 1 to 2^16.</summary>
    public uint BookIdEnd { get; init; } = 1;
}
