using System.Collections.Immutable;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>The limits of every scope, and what a breach does. Immutable.</summary>
public sealed record RiskConfiguration
{
    public required BreachConfiguration OnBreach { get; init; }

    public required ImmutableArray<RiskLimitConfiguration> Engine { get; init; }

    /// <summary>By account id.</summary>
    public required ImmutableArray<KeyValuePair<uint, ImmutableArray<RiskLimitConfiguration>>> Accounts { get; init; }

    /// <summary>By strategy id.</summary>
    public required ImmutableArray<KeyValuePair<ushort, ImmutableArray<RiskLimitConfiguration>>> Strategies { get; init; }

    /// <summary>By symbol.</summary>
    public required ImmutableArray<KeyValuePair<string, ImmutableArray<RiskLimitConfiguration>>> Instruments { get; init; }

    internal static RiskConfiguration Read(ISettings settings) => new()
    {
        OnBreach = settings.Section("onBreach", BreachConfiguration.Read),
        Engine = settings.Section("engine", RiskLimitKeys.Read),
        Accounts = settings.Map("accounts", SettingTypes.Id<uint>("account"), RiskLimitKeys.Read),
        Strategies = settings.Map("strategies", SettingTypes.Id<ushort>("strategy"), RiskLimitKeys.Read),
        Instruments = settings.Map("instruments", SettingTypes.Symbol, RiskLimitKeys.Read),
    };
}
