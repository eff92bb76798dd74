using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration.Checks;

/// <summary>
/// What must hold between keys. A check is left out where what it looks at was refused before: it would only blame the
/// stand-in. Pure but for the errors it adds.
/// </summary>
internal static class ConfigurationChecks
{
    public static void Run(EngineConfiguration configuration, Reading reading)
    {
        PipelineChecks.Run(configuration, reading);
        MoneyChecks.Run(configuration, reading);
        FeedChecks.Run(configuration, reading);
        StrategyChecks.Run(configuration, reading);
        RiskChecks.Run(configuration, reading);
    }

    /// <summary>Refuses ids that are given twice, or that the capacity has no place for.</summary>
    /// <param name="list">The key of the list; its elements have the key <c>id</c>.</param>
    /// <param name="end">Ids are below this.</param>
    /// <param name="endKey">The key that says so.</param>
    public static void CheckIds(Reading reading, string list, IEnumerable<uint> ids, int end, string endKey)
    {
        var seen = new Dictionary<uint, int>();
        foreach (var (id, index) in ids.Select((id, index) => (id, index)))
        {
            var key = $"{list}.{index}.id";
            if (id >= end) reading.Refuse(key, $"found {id}; expected less than {endKey}, which is {end}");
            if (!seen.TryAdd(id, index))
                reading.Refuse(key, $"found {id} a second time; it is also the id of {list}.{seen[id]}");
        }
    }

    /// <summary>Refuses a reference to nothing.</summary>
    public static void CheckReference<T>(Reading reading, string key, T found, IEnumerable<T> known, string what)
        where T : notnull
    {
        var choices = known.ToList();
        if (choices.Contains(found)) return;
        var expected = choices.Count == 0 ? $"but there are no {what}" : $"expected one of the {what}: "
            + string.Join(", ", choices);
        var question = Suggestion.Question($"{found}", choices.Select(choice => $"{choice}").Where(c => !char.IsDigit(c[0])));
        reading.Refuse(key, $"found '{found}'; {expected}{question}");
    }
}
