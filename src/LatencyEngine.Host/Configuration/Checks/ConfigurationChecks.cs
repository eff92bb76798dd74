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
        reading.BeginChecks();
        PipelineChecks.Run(configuration, reading);
        MoneyChecks.Run(configuration, reading);
        FeedChecks.Run(configuration, reading);
        StrategyChecks.Run(configuration, reading);
        RiskChecks.Run(configuration, reading);
    }

    /// <summary>
    /// The elements of a list that were read at all, with their keys; one whose kind is unknown is only a stand-in.
    /// </summary>
    public static IEnumerable<(string Key, T Element)> Sound<T>(Reading reading, string list, IReadOnlyList<T> elements)
    {
        for (var i = 0; i < elements.Count; i++)
            if (reading.IsSound($"{list}.{i}.kind"))
                yield return ($"{list}.{i}", elements[i]);
    }

    /// <summary>Refuses ids that are given twice, or that the capacity has no place for.</summary>
    /// <param name="elements">The id of every element, with the element's key.</param>
    /// <param name="end">Ids are below this.</param>
    /// <param name="endKey">The key that says so.</param>
    public static void CheckIds(Reading reading, IEnumerable<(string Key, uint Id)> elements, int end, string endKey)
    {
        var seen = new Dictionary<uint, string>();
        foreach (var (element, id) in elements)
        {
            var key = $"{element}.id";
            if (!reading.IsSound(key)) continue;
            if (id >= end) reading.Refuse(key, $"found {id}; expected less than {endKey}, which is {end}");
            if (!seen.TryAdd(id, element))
                reading.Refuse(key, $"found {id} a second time; it is also the id of {seen[id]}");
        }
    }

    /// <summary>Refuses a reference to nothing.</summary>
    public static void CheckReference<T>(Reading reading, string key, T found, IEnumerable<T> known, string what)
        where T : notnull
    {
        var choices = known.Select(choice => $"{choice}").ToList();
        if (!reading.IsSound(key) || choices.Contains($"{found}")) return;
        var expected = choices.Count == 0
            ? $"but there are no {what}"
            : $"expected one of the {what}: {string.Join(", ", choices)}";
        reading.Refuse(key, $"found '{found}'; {expected}{Suggestion.Question($"{found}", choices)}");
    }
}
