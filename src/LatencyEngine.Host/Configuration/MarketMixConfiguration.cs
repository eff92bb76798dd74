using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>Which market data simulated instruments have, as weights. Immutable.</summary>
public sealed record MarketMixConfiguration(int TopOfBook, int Depth, int OrderByOrder)
{
    private static readonly IntegerType<int> Weight = SettingTypes.Count(0, 1000, "weight");

    internal static MarketMixConfiguration Read(ISettings settings) => new(
        settings.Value("topOfBook", Weight, 80, "Share of instruments with quotes and trades."),
        settings.Value("depth", Weight, 15, "Share of instruments with levels."),
        settings.Value("orderByOrder", Weight, 5, "Share of instruments with every order."));
}
