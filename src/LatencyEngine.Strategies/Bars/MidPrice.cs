using System.Runtime.CompilerServices;
using LatencyEngine.Domain;

namespace LatencyEngine.Strategies.Bars;

/// <summary>The price between bid and ask, rounded down to 1e-9. Pure; any thread.</summary>
public static class MidPrice
{
    /// <summary>Never overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Of(long bid, long ask) => (bid & ask) + ((bid ^ ask) >> 1);

    /// <returns><c>false</c> when a side is empty, or the sides are locked or crossed: then there is no
    /// between.</returns>
    public static bool TryOf(in Quote quote, out long mid)
    {
        var bid = quote.BidPriceRaw;
        var ask = quote.AskPriceRaw;
        mid = Of(bid, ask);
        // A null bid is the smallest number there is; a null ask is never above a bid.
        return bid != Quote.BidPriceNullValue && ask > bid;
    }
}
