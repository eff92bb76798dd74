using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>What one unit of a currency is worth in another. Immutable.</summary>
/// <param name="Rate">In 1e-9.</param>
public sealed record CurrencyRateConfiguration(Currency From, Currency To, long Rate)
{
    internal static CurrencyRateConfiguration Read(ISettings settings) => new(
        settings.Required("from", SettingTypes.Currency, "The currency that is priced."),
        settings.Required("to", SettingTypes.Currency, "The currency that it is priced in."),
        settings.Required("rate", SettingTypes.PositiveRatio, "What one unit of 'from' is worth in 'to'."));
}
