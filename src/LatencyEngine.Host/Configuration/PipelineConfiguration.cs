using LatencyEngine.Host.Configuration.Settings;
using LatencyEngine.Trading;

namespace LatencyEngine.Host.Configuration;

/// <summary>How the pipeline runs; by the determinism law, none of it changes an output. Immutable.</summary>
public sealed record PipelineConfiguration
{
    public const int BatchSizeLimit = 65_536;

    public const int RingSlotsLimit = 1 << 24;

    private const long SpeedMax = 1_000_000 * 1_000_000_000L;

    private static readonly DecimalType SpeedType = new(SettingTypes.NanoScale, 0, SpeedMax, "times real time");

    public required PipelineLayout Layout { get; init; }

    public required WaitKind Wait { get; init; }

    public required int BatchSizeMax { get; init; }

    public required int InputRingSlots { get; init; }

    public required int OutputRingSlots { get; init; }

    public required CoresConfiguration Cores { get; init; }

    /// <summary>Times real time, in 1e-9; 0 for as fast as possible.</summary>
    public required long Speed { get; init; }

    /// <summary>The pipeline that these settings want, of these sizes.</summary>
    public PipelineOptions ToOptions(CapacityConfiguration capacity) => new()
    {
        Layout = Layout,
        Wait = Wait,
        MaxBatchSize = Math.Min(BatchSizeMax, InputRingSlots),
        InputSlots = InputRingSlots,
        OutputSlots = OutputRingSlots,
        StrategyCore = CoresConfiguration.Of(Cores.Strategy),
        RiskCore = CoresConfiguration.Of(Cores.Risk),
        MatchingCore = CoresConfiguration.Of(Cores.Matching),
        Capacities = capacity.ToCapacities(),
    };

    internal static PipelineConfiguration Read(ISettings settings) => new()
    {
        Layout = settings.Value(
            "layout", ChoiceType.Of<PipelineLayout>(), PipelineLayout.Fused,
            "Whether strategy, risk and matching share one thread or have one each."),
        Wait = settings.Value(
            "wait", ChoiceType.Of<WaitKind>(), WaitKind.Adaptive, "How a thread waits for the next event."),
        BatchSizeMax = settings.Value(
            "batchSizeMax", SettingTypes.Count(1, BatchSizeLimit, "events"), 1024,
            "Most events that a thread takes before it tells how far it is."),
        InputRingSlots = settings.Value(
            "inputRingSlots", SettingTypes.Slots(2, RingSlotsLimit), 65_536, "Size of the input ring."),
        OutputRingSlots = settings.Value(
            "outputRingSlots", SettingTypes.Slots(2, RingSlotsLimit), 65_536, "Size of the output ring."),
        Cores = settings.Section("cores", CoresConfiguration.Read),
        Speed = settings.Value(
            "speed", SpeedType, 0, "Pace of recorded and simulated feeds; 0 for as fast as possible."),
    };
}
