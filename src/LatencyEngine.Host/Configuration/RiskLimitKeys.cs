using System.Collections.Immutable;
using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>The limits of one scope: a key for every kind of limit that the schema knows. Pure.</summary>
internal static class RiskLimitKeys
{
    private static readonly IntegerType<long> Count = new(0, int.MaxValue, "orders");

    /// <summary>The limits that are given, in the order of the schema.</summary>
    public static ImmutableArray<RiskLimitConfiguration> Read(ISettings settings)
    {
        var limits = ImmutableArray.CreateBuilder<RiskLimitConfiguration>();
        foreach (var kind in Enum.GetValues<LimitKind>())
        {
            if (kind == LimitKind.None) continue;
            var (type, sentence) = Describe(kind);
            if (settings.TryValue(ChoiceType.WordOf(kind), type, sentence, out var value))
                limits.Add(new RiskLimitConfiguration(kind, value));
        }
        return limits.ToImmutable();
    }

    /// <summary>How values of a limit are written.</summary>
    public static ISettingType<long> TypeOf(LimitKind kind) => Describe(kind).Type;

    private static (ISettingType<long> Type, string Sentence) Describe(LimitKind kind) => kind switch
    {
        LimitKind.OrderQuantityMin => (SettingTypes.Lots, "Smallest order."),
        LimitKind.OrderQuantityMax => (SettingTypes.Lots, "Largest order."),
        LimitKind.PriceBand => (SettingTypes.Share, "Farthest limit price from the reference, of it."),
        LimitKind.OrderNotionalMax => (SettingTypes.Money, "Largest order value."),
        LimitKind.OpenOrdersMax => (Count, "Most live orders."),
        LimitKind.PositionMax => (SettingTypes.Lots, "Largest position either way with all open orders filled."),
        LimitKind.GrossExposureMax => (SettingTypes.Money, "Largest sum of absolute position and order values."),
        LimitKind.NetExposureMax => (SettingTypes.Money, "Largest absolute sum of signed values."),
        LimitKind.ConcentrationMax =>
            (SettingTypes.Share, "Largest share of one instrument in the gross exposure limit or, without one, in equity."),
        LimitKind.DailyLossMax => (SettingTypes.Money, "Largest loss since the start of the day."),
        LimitKind.DrawdownMax => (SettingTypes.Money, "Largest fall from the highest equity of the session."),
        LimitKind.OrderRateMax => (Count, "Most orders in one second of event time."),
        LimitKind.MarketDataAgeMax => (SettingTypes.Nanos, "Oldest reference price to trade on."),
        LimitKind.ShortSellingMax => (SettingTypes.Lots, "Largest short position; 0 forbids short selling."),
        LimitKind.WashTradeWindow =>
            (SettingTypes.Nanos, "No opposite order of the same owner within this time of its own fill."),
        LimitKind.AvailableCapitalMin => (SettingTypes.Money, "Capital that must stay free after an order."),
        _ => throw new InvalidOperationException($"the limit {kind} has no key"),
    };
}
