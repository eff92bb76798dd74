using System.Collections.Immutable;
using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration.Layers;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration.Checks;

/// <summary>Limits are set for what exists, and an order can meet them. Pure.</summary>
internal static class RiskChecks
{
    public static void Run(EngineConfiguration configuration, Reading reading)
    {
        var risk = configuration.Risk;
        if (reading.IsSound("risk.accounts", "risk.strategies", "risk.instruments")) CheckScopes(reading, configuration);
        CheckQuantities(reading, "risk.engine", risk.Engine);
        foreach (var (id, limits) in risk.Accounts) CheckQuantities(reading, $"risk.accounts.{id}", limits);
        foreach (var (id, limits) in risk.Strategies) CheckQuantities(reading, $"risk.strategies.{id}", limits);
        foreach (var (symbol, limits) in risk.Instruments)
            CheckQuantities(reading, KeyPath.Append("risk.instruments", symbol), limits);
        CheckCapacity(reading, configuration);
    }

    private static void CheckScopes(Reading reading, EngineConfiguration configuration)
    {
        foreach (var (id, _) in configuration.Risk.Accounts)
            if (reading.IsSound("accounts"))
                ConfigurationChecks.CheckReference(
                    reading, $"risk.accounts.{id}", id, configuration.Accounts.Select(a => a.Id), "accounts");
        foreach (var (id, _) in configuration.Risk.Strategies)
            if (reading.IsSound("strategies"))
                ConfigurationChecks.CheckReference(
                    reading, $"risk.strategies.{id}", id, configuration.Strategies.Select(s => s.Id), "strategies");
        if (KnownSymbols.Of(configuration, reading) is not { } known) return;
        foreach (var (symbol, _) in configuration.Risk.Instruments)
            ConfigurationChecks.CheckReference(
                reading, KeyPath.Append("risk.instruments", symbol), symbol, known, "symbols");
    }

    private static void CheckQuantities(Reading reading, string key, ImmutableArray<RiskLimitConfiguration> limits)
    {
        if (!reading.IsSound(key)) return;
        var smallest = ValueOf(limits, LimitKind.OrderQuantityMin);
        var largest = ValueOf(limits, LimitKind.OrderQuantityMax);
        if (smallest is null || largest is null || smallest <= largest) return;
        reading.Refuse($"{key}.orderQuantityMin", $"found {smallest}; expected at most orderQuantityMax, which is {largest}");
    }

    private static void CheckCapacity(Reading reading, EngineConfiguration configuration)
    {
        if (!reading.IsSound("capacity.riskLimits", "risk")) return;
        var risk = configuration.Risk;
        var count = risk.Engine.Length + risk.Accounts.Sum(scope => scope.Value.Length)
            + risk.Strategies.Sum(scope => scope.Value.Length) + risk.Instruments.Sum(scope => scope.Value.Length);
        var most = configuration.Capacity.RiskLimits;
        if (count > most) reading.Refuse("capacity.riskLimits", $"found {most}; expected at least {count}, the limits in 'risk'");
    }

    private static long? ValueOf(ImmutableArray<RiskLimitConfiguration> limits, LimitKind kind) =>
        limits.FirstOrDefault(limit => limit.Kind == kind)?.Value;
}
