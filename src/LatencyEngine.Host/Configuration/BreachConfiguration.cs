using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>What happens beside the halt when a loss limit is reached. Immutable.</summary>
public sealed record BreachConfiguration(bool CancelOrders, bool Flatten)
{
    internal static BreachConfiguration Read(ISettings settings) => new(
        settings.Value("cancelOrders", SettingTypes.Flag, true, "Whether a breach cancels the live orders of its scope."),
        settings.Value("flatten", SettingTypes.Flag, false, "Whether a breach closes the positions of its scope."));
}
