using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>What tells one session from another. Immutable.</summary>
public sealed record SessionConfiguration
{
    /// <summary>Unique within a journal.</summary>
    public required ulong Id { get; init; }

    public required ulong Seed { get; init; }

    internal static SessionConfiguration Read(ISettings settings) => new()
    {
        Id = settings.Value("id", SettingTypes.Id<ulong>(), 1UL, "Number of the session, unique within a journal."),
        Seed = settings.Value(
            "seed", new IntegerType<ulong>(0, ulong.MaxValue, ""), 42UL, "Seeds every random choice of the session."),
    };
}
