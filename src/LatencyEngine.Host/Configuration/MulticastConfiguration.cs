using LatencyEngine.Host.Configuration.Settings;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Viewer.Contract;

namespace LatencyEngine.Host.Configuration;

/// <summary>What a session tells its viewers, where and how often; none of it changes an output of the engine. Immutable.</summary>
public sealed record MulticastConfiguration
{
    private const int MillisMax = 60_000;
    private const int DepthLevelsMax = 1_000;

    private static readonly ChoiceType<bool> UseType = new([
        KeyValuePair.Create("on", true),
        KeyValuePair.Create("off", false),
    ]);

    private static readonly ChoiceType<DriverIdle> IdleType = new([
        KeyValuePair.Create("backoff", DriverIdle.BackOff),
        KeyValuePair.Create("yield", DriverIdle.Yield),
        KeyValuePair.Create("spin", DriverIdle.Spin),
    ]);

    public required bool IsUsed { get; init; }

    public required string Channel { get; init; }

    /// <summary>Every market data update is sent to who listens.</summary>
    public required bool SendsMarket { get; init; }

    public required int ConflationMillis { get; init; }

    public required int SnapshotMillis { get; init; }

    public required int HealthMillis { get; init; }

    public required int DepthLevels { get; init; }

    public required DriverThreading Threads { get; init; }

    public required DriverIdle Idle { get; init; }

    internal static MulticastConfiguration Read(ISettings settings) => new()
    {
        IsUsed = settings.Value("use", UseType, true, "Whether the session tells viewers in other processes what it does."),
        Channel = settings.Value(
            "channel", TextType.Path, StreamChannels.Default, "Aeron channel of its streams; on loopback when left out."),
        SendsMarket = settings.Value(
            "market", UseType, true, "Whether every update of the market is sent, while somebody listens."),
        ConflationMillis = settings.Value(
            "conflationMillis", SettingTypes.Count(1, MillisMax, "milliseconds"), 100,
            "An instrument is told at most once in this time to those who take the latest only."),
        SnapshotMillis = settings.Value(
            "snapshotMillis", SettingTypes.Count(10, MillisMax, "milliseconds"), 500,
            "Time between snapshots of the whole state, while somebody needs one."),
        HealthMillis = settings.Value(
            "healthMillis", SettingTypes.Count(10, MillisMax, "milliseconds"), 250, "Time between two tellings of its health."),
        DepthLevels = settings.Value(
            "depthLevels", SettingTypes.Count(1, DepthLevelsMax, "levels"), 10, "Levels of each side of a book that are told."),
        Threads = settings.Value(
            "threads", ChoiceType.Of<DriverThreading>(), DriverThreading.Shared,
            "Whether sending and receiving share a thread or have one each."),
        Idle = settings.Value(
            "idle", IdleType, DriverIdle.BackOff, "What the threads of the streams do when there is nothing to do."),
    };
}
