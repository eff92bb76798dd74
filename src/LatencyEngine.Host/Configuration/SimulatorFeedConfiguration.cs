using LatencyEngine.Host.Configuration.Settings;
using LatencyEngine.Venues.Simulation;

namespace LatencyEngine.Host.Configuration;

/// <summary>A simulated market. Immutable.</summary>
public sealed record SimulatorFeedConfiguration : IFeedConfiguration
{
    public const string KindWord = "simulator";

    private const int MillionMax = 1_000_000;

    private static readonly IntegerType<long> EventsType = new(0, long.MaxValue, "events");

    private static readonly IntegerType<long> RateType = new(1, 1_000_000_000, "events per second");

    public string Kind => KindWord;

    public InstrumentConfiguration? Instrument => null;

    public required int Instruments { get; init; }

    /// <summary>0 for no end.</summary>
    public required long Events { get; init; }

    /// <summary>In simulated time.</summary>
    public required long EventsPerSecond { get; init; }

    /// <summary>The session's seed when <c>null</c>.</summary>
    public required ulong? Seed { get; init; }

    public required MarketMixConfiguration Mix { get; init; }

    /// <summary>Lost messages in a million.</summary>
    public required int GapsPerMillion { get; init; }

    /// <summary>Times the calm rate; 1 for no bursts.</summary>
    public required int BurstIntensity { get; init; }

    internal static SimulatorFeedConfiguration Read(ISettings settings) => new()
    {
        Instruments = settings.Value(
            "instruments", SettingTypes.Count(1, SimulationOptions.InstrumentCountMax, "instruments"), 100, "How many instruments trade."),
        Events = settings.Value("events", EventsType, 2_000_000, "How many events it tells; 0 for no end."),
        EventsPerSecond = settings.Value("eventsPerSecond", RateType, 200_000, "Mean rate in simulated time."),
        Seed = settings.TryValue(
            "seed", new IntegerType<ulong>(0, ulong.MaxValue, ""), "Seeds this market; the session's seed when left out.",
            out var seed) ? seed : null,
        Mix = settings.Section("mix", MarketMixConfiguration.Read),
        GapsPerMillion = settings.Value(
            "gapsPerMillion", SettingTypes.Count(0, MillionMax, "per million events"), 0, "How often messages are lost."),
        BurstIntensity = settings.Value(
            "burstIntensity", SettingTypes.Count(1, SimulationOptions.BurstIntensityMax, "times the calm rate"), 8,
            "How many times more messages come in a burst; 1 for no bursts."),
    };
}
