using System.Collections.Immutable;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>Everything that a session is told before it starts, checked. Cold, immutable.</summary>
public sealed record EngineConfiguration
{
    public required SessionConfiguration Session { get; init; }

    public required PipelineConfiguration Pipeline { get; init; }

    public required CapacityConfiguration Capacity { get; init; }

    /// <summary>A feed's id is its place here, from 1.</summary>
    public required ImmutableArray<IFeedConfiguration> Feeds { get; init; }

    public required ImmutableArray<AccountConfiguration> Accounts { get; init; }

    public required ImmutableArray<FeeScheduleConfiguration> Fees { get; init; }

    public required ImmutableArray<VenueConfiguration> Venues { get; init; }

    public required ImmutableArray<CurrencyRateConfiguration> CurrencyRates { get; init; }

    public required ImmutableArray<StrategyConfiguration> Strategies { get; init; }

    public required RiskConfiguration Risk { get; init; }

    public required OutputConfiguration Output { get; init; }

    public required JournalConfiguration Journal { get; init; }

    public required MulticastConfiguration Multicast { get; init; }

    public required CommandsConfiguration Commands { get; init; }

    internal static EngineConfiguration Read(ISettings settings, StrategyCatalogue strategies) => new()
    {
        Session = settings.Section("session", SessionConfiguration.Read),
        Pipeline = settings.Section("pipeline", PipelineConfiguration.Read),
        Capacity = settings.Section("capacity", CapacityConfiguration.Read),
        Feeds = settings.List("feeds", IFeedConfiguration.Read, "Sources of market data.", "a simulator"),
        Accounts = settings.List(
            "accounts", AccountConfiguration.Read, "Wallets with their deposits.", "account 1 with 1000000 USD"),
        Fees = settings.List("fees", FeeScheduleConfiguration.Read, "What trading costs."),
        Venues = settings.List("venues", VenueConfiguration.Read, "How the paper venues answer.", "venue 1"),
        CurrencyRates = settings.Section(
            "currencies", inner => inner.List(
                "rates", CurrencyRateConfiguration.Read, "What currencies are worth in others.")),
        Strategies = settings.List(
            "strategies", inner => StrategyConfiguration.Read(inner, strategies), "What trades."),
        Risk = settings.Section("risk", RiskConfiguration.Read),
        Output = settings.Section("output", OutputConfiguration.Read),
        Journal = settings.Section("journal", JournalConfiguration.Read),
        Multicast = settings.Section("multicast", MulticastConfiguration.Read),
        Commands = settings.Section("commands", CommandsConfiguration.Read),
    };
}
