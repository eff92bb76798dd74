using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Risk;

/// <summary>Which limits there are, where, and how large they may be. Pure.</summary>
public static class LimitRules
{
    /// <summary>Greatest band and share: a thousand times the reference.</summary>
    public const long RatioMax = 1_000_000_000_000;

    private const uint MoneyKinds =
        (1u << (int)LimitKind.OrderNotionalMax) | (1u << (int)LimitKind.GrossExposureMax)
        | (1u << (int)LimitKind.NetExposureMax) | (1u << (int)LimitKind.ConcentrationMax)
        | (1u << (int)LimitKind.DailyLossMax) | (1u << (int)LimitKind.DrawdownMax)
        | (1u << (int)LimitKind.AvailableCapitalMin);

    /// <summary>Whether any of these kinds counts in money.</summary>
    public static bool CountMoney(uint kinds) => (kinds & MoneyKinds) != 0;

    /// <summary>Instruments have no profit and loss of their own to limit.</summary>
    public static bool Exists(ScopeKind scope, LimitKind kind) =>
        kind != LimitKind.None && (int)kind < RiskLimits.KindEnd
        && (scope != ScopeKind.Instrument || kind is not (LimitKind.DailyLossMax or LimitKind.DrawdownMax));

    /// <summary>The greatest value of a limit; the least is 0.</summary>
    public static long Greatest(LimitKind kind) => kind switch
    {
        LimitKind.PriceBand or LimitKind.ConcentrationMax => RatioMax,
        LimitKind.OrderRateMax => RateWindow.Capacity,
        _ => long.MaxValue,
    };
}
