using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration.Checks;

/// <summary>Strategies trade for accounts and on instruments that exist. Pure.</summary>
internal static class StrategyChecks
{
    public static void Run(EngineConfiguration configuration, Reading reading)
    {
        var strategies = ConfigurationChecks.Sound(reading, "strategies", configuration.Strategies).ToList();
        if (reading.IsSound("capacity.strategies"))
            ConfigurationChecks.CheckIds(
                reading, strategies.Select(strategy => (strategy.Key, (uint)strategy.Element.Id)),
                configuration.Capacity.Strategies, "capacity.strategies");
        foreach (var (key, strategy) in strategies)
        {
            if (reading.IsSound("accounts"))
                ConfigurationChecks.CheckReference(
                    reading, $"{key}.account", strategy.Account,
                    configuration.Accounts.Select(account => account.Id), "accounts");
            if (reading.IsSound($"{key}.instruments"))
                CheckInstruments(strategy, $"{key}.instruments", configuration, reading);
        }
    }

    private static void CheckInstruments(
        StrategyConfiguration strategy, string key, EngineConfiguration configuration, Reading reading)
    {
        var symbols = strategy.Instruments;
        if (symbols.Length == 0) reading.Refuse(key, "found an empty list; expected symbols, or '*' for all");
        if (symbols is [StrategyConfiguration.AllInstruments]) return;
        if (symbols.Contains(StrategyConfiguration.AllInstruments))
            reading.Refuse(key, "found '*' among symbols; expected either");
        else if (symbols.Distinct().Count() < symbols.Length)
            reading.Refuse(key, "found a symbol twice; expected each once");
        else if (KnownSymbols.Of(configuration, reading) is { } known)
            foreach (var symbol in symbols)
                ConfigurationChecks.CheckReference(reading, key, symbol, known, "symbols");
    }
}
