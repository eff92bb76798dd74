using System.Collections.Immutable;
using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>A wallet and what is in it at the start. Immutable.</summary>
public sealed record AccountConfiguration
{
    public required uint Id { get; init; }

    public required string Name { get; init; }

    /// <summary>In which limits and equity count.</summary>
    public required Currency Currency { get; init; }

    public required ImmutableArray<DepositConfiguration> Deposits { get; init; }

    internal static AccountConfiguration Read(ISettings settings) => new()
    {
        Id = settings.Required("id", SettingTypes.Id<uint>(), "Number of the account."),
        Name = settings.Value("name", SettingTypes.Name, "main", "Name for people."),
        Currency = settings.Value(
            "currency", SettingTypes.Currency, Currency.Usd, "In which its limits and equity count."),
        Deposits = settings.List("deposits", DepositConfiguration.Read, "What is in it at the start."),
    };
}
