using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>The event store in PostgreSQL to which the journal is shipped. Immutable.</summary>
public sealed record StoreConfiguration
{
    private const int ShardMax = 9_999;

    private static readonly ChoiceType<StoreUse> UseType = ChoiceType.Of<StoreUse>();

    private static readonly ChoiceType<StoreLayout> LayoutType = ChoiceType.Of<StoreLayout>();

    private static readonly ChoiceType<StoreJson> JsonType = ChoiceType.Of<StoreJson>();

    public required StoreUse Use { get; init; }

    /// <summary>Of an external server; <c>null</c> for a private one in the journal's folder.</summary>
    public required string? Connection { get; init; }

    public required StoreLayout Layout { get; init; }

    public required StoreJson Json { get; init; }

    /// <summary>Which engine this is of those that share a store.</summary>
    public required int Shard { get; init; }

    internal static StoreConfiguration Read(ISettings settings) => new()
    {
        Use = settings.Value(
            "use", UseType, StoreUse.Auto,
            "Whether the journal is shipped to PostgreSQL: 'auto' if a server is configured or found on the host."),
        Connection = settings.TryValue(
            "connection", TextType.Path,
            "Connection string of a server; when left out, a private one is started in the journal's folder.",
            out var connection) ? connection : null,
        Layout = settings.Value(
            "layout", LayoutType, StoreLayout.Stock,
            "One table of events, or one for each session, which is faster and is dropped at once."),
        Json = settings.Value(
            "json", JsonType, StoreJson.Audited, "Which events are JSON: those that people audit, or all."),
        Shard = settings.Value(
            "shard", SettingTypes.Count(0, ShardMax, ""), 0, "Number of this engine among those that share a store."),
    };
}

/// <summary>Whether the journal is shipped.</summary>
public enum StoreUse
{
    /// <summary>If there is somewhere to ship it to.</summary>
    Auto,

    /// <summary>It stays in the log, and can be shipped later.</summary>
    Off,
}

/// <summary>How the event store lays its rows out.</summary>
public enum StoreLayout
{
    /// <summary>Marten's own tables.</summary>
    Stock,

    /// <summary>A table for each session that inherits from Marten's.</summary>
    Segments,
}

/// <summary>Which events are stored as JSON.</summary>
public enum StoreJson
{
    /// <summary>Those that people audit.</summary>
    Audited,

    /// <summary>All of them.</summary>
    All,
}
