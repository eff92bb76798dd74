using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// The worst price that a market order may take: a share away from the reference. So it never walks through a thin
/// book at any price, and its hold is enough. Pure; any thread.
/// </summary>
public static class Collar
{
    /// <summary>Where no scope of the order has a PriceBand: 10 %, in 1e-9.</summary>
    public const long DefaultBand = 100_000_000;

    /// <summary>
    /// For the engine's own closing orders, whose way out should be wide; and at most for any other, however wide its
    /// PriceBand is: 50 %, in 1e-9.
    /// </summary>
    public const long WidestBand = 500_000_000;

    private const long One = 1_000_000_000;

    /// <summary>The tightest band of an order's scopes.</summary>
    public static long BandOf(RiskLimits limits, in ScopeRows rows)
    {
        var isAny = false;
        var band = WidestBand;
        for (var scope = 0; scope < ScopeRows.Count; scope++)
        {
            if (!limits.TryGet(rows[scope], LimitKind.PriceBand, out var limit)) continue;
            isAny = true;
            band = Math.Min(band, limit);
        }

        return isAny ? band : DefaultBand;
    }

    /// <summary>Rounded towards the reference, so that no price beyond the band is taken.</summary>
    /// <param name="reference">In 1e-9; without one, at or below 0, any price will do.</param>
    /// <param name="band">In 1e-9, from 0 to <see cref="WidestBand"/>.</param>
    public static long PriceOf(Side side, long reference, long band)
    {
        if (reference <= 0) return side == Side.Buy ? Worth.PriceMax : 1;
        var distance = (Int128)reference * band / One;
        var price = side == Side.Buy ? reference + distance : reference - distance;
        return (long)Int128.Clamp(price, 1, Worth.PriceMax);
    }
}
