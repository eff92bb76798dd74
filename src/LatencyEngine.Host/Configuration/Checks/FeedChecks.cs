using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration.Checks;

/// <summary>Feeds have something to tell, and their instruments fit venues, fees and capacity. Pure.</summary>
internal static class FeedChecks
{
    public static void Run(EngineConfiguration configuration, Reading reading)
    {
        var feeds = configuration.Feeds;
        if (feeds.Length > ushort.MaxValue || (feeds.Length == 0 && reading.IsSound("feeds")))
            reading.Refuse("feeds", $"found {feeds.Length} feeds; expected from 1 to {ushort.MaxValue}");
        foreach (var (key, feed) in ConfigurationChecks.Sound(reading, "feeds", feeds))
        {
            if (reading.IsSound(key)) CheckSource(feed, key, reading);
            if (feed.Instrument is { } instrument)
                CheckReferences(instrument, configuration, $"{key}.instrument", reading);
        }
        if (!reading.IsSound("feeds")) return;
        CheckUniqueness(configuration, reading);
        if (reading.IsSound("capacity.instruments")) CheckCapacity(configuration, reading);
    }

    private static void CheckSource(IFeedConfiguration feed, string key, Reading reading)
    {
        const string noPaths = "found an empty list; expected at least one path";
        if (feed is BinanceFeedConfiguration { Paths.Length: 0 } or LeanFeedConfiguration { Paths.Length: 0 })
            reading.Refuse($"{key}.paths", noPaths);
        if (feed is SimulatorFeedConfiguration { Mix: { TopOfBook: 0, Depth: 0, OrderByOrder: 0 } })
            reading.Refuse($"{key}.mix", "found only weights of 0; expected one above 0");
        if (feed is LeanFeedConfiguration { Ticks: not LeanTicks.ForexQuote, Instrument.LotExponent: not 0 and var exponent })
            reading.Refuse($"{key}.instrument.lotExponent", $"found {exponent}; expected 0, because equity ticks count shares");
    }

    private static void CheckReferences(
        InstrumentConfiguration instrument, EngineConfiguration configuration, string key, Reading reading)
    {
        if (reading.IsSound("venues"))
            ConfigurationChecks.CheckReference(
                reading, $"{key}.venue", instrument.Venue, configuration.Venues.Select(v => v.Id), "venues");
        if (instrument.FeeSchedule != 0 && reading.IsSound("fees"))
            ConfigurationChecks.CheckReference(
                reading, $"{key}.feeSchedule", instrument.FeeSchedule, configuration.Fees.Select(f => f.Id), "fees");
    }

    private static void CheckUniqueness(EngineConfiguration configuration, Reading reading)
    {
        // Each numbers its instruments from 1.
        var simulators = configuration.Feeds.Count(feed => feed is SimulatorFeedConfiguration);
        if (simulators > 1) reading.Refuse("feeds", $"found {simulators} simulators; expected at most one");
        var ids = new Dictionary<uint, int>();
        var symbols = new Dictionary<(ushort, string), int>();
        for (var i = 0; i < configuration.Feeds.Length; i++)
        {
            if (configuration.Feeds[i].Instrument is not { } instrument) continue;
            var key = $"feeds.{i}.instrument";
            if (instrument.Id is { } id && !ids.TryAdd(id, i))
                reading.Refuse($"{key}.id", $"found {id} a second time; feeds.{ids[id]} has it too");
            if (symbols.TryAdd((instrument.Venue, instrument.Symbol), i)) continue;
            var first = symbols[(instrument.Venue, instrument.Symbol)];
            var message = $"found '{instrument.Symbol}' a second time at venue {instrument.Venue}; feeds.{first} has it too";
            reading.Refuse($"{key}.symbol", message);
        }
    }

    private static void CheckCapacity(EngineConfiguration configuration, Reading reading)
    {
        var end = configuration.Capacity.Instruments;
        var simulated = configuration.Feeds.Sum(feed => feed is SimulatorFeedConfiguration s ? s.Instruments : 0L);
        var needed = simulated + configuration.Feeds.Count(feed => feed.Instrument is not null);
        if (needed >= end)
        {
            reading.Refuse("capacity.instruments", $"found {end}; expected more than {needed}, the instruments of all feeds");
            return;
        }

        for (var i = 0; i < configuration.Feeds.Length; i++)
        {
            if (configuration.Feeds[i].Instrument?.Id is not { } id) continue;
            var key = $"feeds.{i}.instrument.id";
            if (id >= end) reading.Refuse(key, $"found {id}; expected less than capacity.instruments, which is {end}");
            if (id <= simulated) reading.Refuse(key, $"found {id}; expected more than {simulated}: those up to it are simulated");
        }
    }
}
