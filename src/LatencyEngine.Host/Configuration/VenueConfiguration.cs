using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>How the paper venue answers. Immutable.</summary>
public sealed record VenueConfiguration
{
    public required ushort Id { get; init; }

    /// <summary>From decision to the venue.</summary>
    public required long LatencyNanos { get; init; }

    /// <summary>Added evenly between 0 and this, from the seed.</summary>
    public required long JitterNanos { get; init; }

    /// <summary>For instruments that do not name one.</summary>
    public required FillModel FillModel { get; init; }

    internal static VenueConfiguration Read(ISettings settings) => new()
    {
        Id = settings.Required("id", SettingTypes.Id<ushort>(), "Number of the venue."),
        LatencyNanos = settings.Value(
            "latencyNanos", SettingTypes.Nanos, 0, "Time that an order takes to the venue."),
        JitterNanos = settings.Value(
            "jitterNanos", SettingTypes.Nanos, 0, "Added evenly between 0 and this, from the seed."),
        FillModel = settings.Value(
            "fillModel", ChoiceType.Of<FillModel>(), FillModel.Queue,
            "When a resting order fills on quotes and levels, unless the instrument says otherwise."),
    };
}
