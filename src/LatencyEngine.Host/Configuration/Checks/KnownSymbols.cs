using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration.Checks;

/// <summary>The symbols that a configuration names. Pure.</summary>
internal static class KnownSymbols
{
    /// <summary><c>null</c> where they cannot be known before the feeds are opened: a simulator makes its own.</summary>
    public static IReadOnlyList<string>? Of(EngineConfiguration configuration, Reading reading)
    {
        if (!reading.IsSound("feeds")) return null;
        if (configuration.Feeds.Any(feed => feed.Instrument is null)) return null;
        return [.. configuration.Feeds.Select(feed => feed.Instrument!.Symbol).Distinct()];
    }
}
