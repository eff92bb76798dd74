using LatencyEngine.Domain;
using LatencyEngine.Strategies.Indicators;

namespace LatencyEngine.Strategies.MarketMaking;

/// <summary>Where both quotes of one instrument should be, and how large: a pure function. Any
/// thread.</summary>
/// <remarks>
/// <para><b>Prices.</b> distance = the greater of the half spread in ticks and in parts of the price, plus
/// the share of the volatility. Center = middle - distance × skew × position ÷ largest position. The quotes
/// are center ∓ distance, the bid rounded down and the ask up to the tick, so that they are never nearer than
/// asked and never cross each other; then held a tick away from the opposite best, so that they never
/// take.</para>
/// <para><b>Sizes.</b> The order size, or what is left to the largest position; 0 means no quote.</para>
/// </remarks>
internal readonly record struct QuotePlan(long BidPrice, long BidLots, long AskPrice, long AskLots)
{
    /// <summary>Beyond this no price is trusted, so that no sum overflows.</summary>
    private const long PriceMax = 1_000_000_000_000_000_000;

    private const long Million = 1_000_000;
    private const long Hundred = 100;

    public static QuotePlan Of(in MarketView market, long position, in MarketMakerParameters parameters)
    {
        if (market.BidPrice <= 0 || market.AskPrice > PriceMax) return default;
        var distance = DistanceOf(in market, in parameters);
        var center = market.MidPrice - ShiftOf(distance, position, in parameters);
        var bid = Math.Min(
            TickGrid.Down(center - distance, market.TickSize),
            TickGrid.Down(market.AskPrice - 1, market.TickSize));
        var ask = Math.Max(
            TickGrid.Up(center + distance, market.TickSize),
            TickGrid.Up(market.BidPrice + 1, market.TickSize));
        return new QuotePlan(
            bid, bid > 0 ? LotsToBuy(market.LotSize, position, in parameters) : 0,
            ask, LotsToSell(market.LotSize, position, in parameters));
    }

    public long PriceOf(Side side) => side == Side.Buy ? BidPrice : AskPrice;

    public long LotsOf(Side side) => side == Side.Buy ? BidLots : AskLots;

    private static long DistanceOf(in MarketView market, in MarketMakerParameters parameters)
    {
        var byTicks = (Int128)parameters.HalfSpreadTicks * market.TickSize;
        var byPrice = (Int128)market.MidPrice * parameters.HalfSpreadPpm / Million;
        var byVolatility = (Int128)market.Deviation * parameters.VolatilityPercent / Hundred;
        return (long)Int128.Clamp(Int128.Max(byTicks, byPrice) + byVolatility, market.TickSize, PriceMax);
    }

    private static long ShiftOf(long distance, long position, in MarketMakerParameters parameters)
    {
        var max = parameters.InventoryLotsMax;
        var inventory = Math.Clamp(position, -max, max);
        var shift = (Int128)distance * parameters.SkewPercent * inventory / ((Int128)max * Hundred);
        return (long)Int128.Clamp(shift, -PriceMax, PriceMax);
    }

    private static long LotsToBuy(long lotSize, long position, in MarketMakerParameters parameters) =>
        WholeLots(Math.Min(parameters.OrderLots, parameters.InventoryLotsMax - position), lotSize);

    private static long LotsToSell(long lotSize, long position, in MarketMakerParameters parameters)
    {
        var room = parameters.AllowShort ? parameters.InventoryLotsMax + position : position;
        return WholeLots(Math.Min(parameters.OrderLots, room), lotSize);
    }

    private static long WholeLots(long lots, long lotSize) => lots <= 0 ? 0 : lots / lotSize * lotSize;
}
