using System.Collections.Immutable;
using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>What trading costs, by how much was traded before. Immutable.</summary>
public sealed record FeeScheduleConfiguration
{
    public required ushort Id { get; init; }

    public required FeeKind Kind { get; init; }

    /// <summary>In growing order of their thresholds, the first at 0.</summary>
    public required ImmutableArray<FeeStepConfiguration> Steps { get; init; }

    internal static FeeScheduleConfiguration Read(ISettings settings)
    {
        var id = settings.Required("id", SettingTypes.Id<ushort>(), "Number of the schedule.");
        return settings.Variant("What the fee is proportional to.", [
            Case(id, FeeKind.Notional, FeeStepConfiguration.ReadNotional),
            Case(id, FeeKind.PerUnit, FeeStepConfiguration.ReadMoney),
            Case(id, FeeKind.PerOrder, FeeStepConfiguration.ReadMoney),
        ]);
    }

    private static KeyValuePair<string, Func<ISettings, FeeScheduleConfiguration>> Case(
        ushort id, FeeKind kind, Func<ISettings, FeeStepConfiguration> readStep) =>
        KeyValuePair.Create<string, Func<ISettings, FeeScheduleConfiguration>>(
            ChoiceType.WordOf(kind),
            settings => new()
            {
                Id = id,
                Kind = kind,
                Steps = settings.List("steps", readStep, "Rates, by what was traded before, in growing order."),
            });
}
