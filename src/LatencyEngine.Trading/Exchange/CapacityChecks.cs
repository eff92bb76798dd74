using System.Numerics;

namespace LatencyEngine.Trading.Exchange;

/// <summary>Refuses sizes and rules that no core can have, with their names. Cold; no state.</summary>
[ColdPath("checked at start-up")]
internal static class CapacityChecks
{
    public static void Check(MatchingCapacities capacities)
    {
        InRange(capacities.Orders, 1, MatchingCapacities.OrdersMax, nameof(capacities.Orders));
        InRange(capacities.SpecialOrders, 1, MatchingCapacities.OrdersMax, nameof(capacities.SpecialOrders));
        InRange(capacities.Groups, 1, MatchingCapacities.OrdersMax, nameof(capacities.Groups));
        InRange(capacities.AccountIdEnd, 1, 1 << 24, nameof(capacities.AccountIdEnd));
        InRange(capacities.BookIdEnd, 1, 1 << 16, nameof(capacities.BookIdEnd));
    }

    public static void Check(BookRules rules)
    {
        InRange(rules.LadderTicks, 64, 1 << 18, nameof(rules.LadderTicks));
        if (!BitOperations.IsPow2(rules.LadderTicks))
            throw new ArgumentOutOfRangeException(nameof(rules), $"{nameof(rules.LadderTicks)} {rules.LadderTicks} is no power of two.");
        InRange(rules.LevelsPerSide, 1, 1 << 20, nameof(rules.LevelsPerSide));
        InRange((long)rules.SelfTradePrevention, 0, (long)SelfTradePrevention.Decrement, nameof(rules.SelfTradePrevention));
        InRange((long)rules.FirstPhase, (long)TradingPhase.Continuous, (long)TradingPhase.Closed, nameof(rules.FirstPhase));
        InRange(rules.PriceMin, MatchingCapacities.PriceMin, MatchingCapacities.PriceMax, nameof(rules.PriceMin));
        InRange(rules.PriceMax, rules.PriceMin, MatchingCapacities.PriceMax, nameof(rules.PriceMax));
        if (rules.LastPrice != NewOrder.NoPrice)
            InRange(rules.LastPrice, MatchingCapacities.PriceMin, MatchingCapacities.PriceMax, nameof(rules.LastPrice));
        InRange(rules.InterruptionTicks, 0, MatchingCapacities.PriceMax, nameof(rules.InterruptionTicks));
        InRange(rules.InterruptionNanos, rules.InterruptionTicks == 0 ? 0 : 1, long.MaxValue, nameof(rules.InterruptionNanos));
    }

    private static void InRange(long value, long min, long max, string name)
    {
        if (value < min || value > max)
            throw new ArgumentOutOfRangeException(name, value, $"{name} is from {min} to {max}.");
    }
}
