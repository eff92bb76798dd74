using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>Money that an account has at the start. Immutable.</summary>
/// <param name="Amount">In 1e-6 of the currency unit.</param>
public sealed record DepositConfiguration(Currency Currency, long Amount)
{
    internal static DepositConfiguration Read(ISettings settings) => new(
        settings.Required("currency", SettingTypes.Currency, "What is deposited."),
        settings.Required("amount", SettingTypes.Money, "How much of it, before the session opens."));
}
