using LatencyEngine.Runtime.Collections;

namespace LatencyEngine.Trading.Books;

/// <summary>One price of one side of a book. Written by the matching stage.</summary>
public struct BookLevel
{
    public long Price;

    /// <summary>Everything displayed here, in lots.</summary>
    public long Quantity;

    /// <summary>
    /// The part that belongs to no known order; in a book of levels all of it. It is older than the known orders.
    /// </summary>
    public long Anonymous;

    /// <summary>What our own orders took of the displayed quantity, which the market does not know of.</summary>
    public long Taken;

    internal LinkedQueue<MarketOrder> Orders;

    /// <summary>What an order of ours can still take.</summary>
    public readonly long Available => Quantity - Taken;

    public readonly int OrderCount => Orders.Count;
}
