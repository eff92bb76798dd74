using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>What one reading of a configuration has found so far. Owned by it.</summary>
/// <param name="schema">Every key that exists, to guess where a stray one belongs.</param>
internal sealed class Reading(IReadOnlyList<SettingDescription> schema)
{
    private int? _errorsOfReading;

    public List<ConfigurationError> Errors { get; } = [];

    public List<EffectiveSetting> Settings { get; } = [];

    public void Refuse(Origin origin, string key, string message) =>
        Errors.Add(new ConfigurationError(origin, key, message));

    /// <summary>Refuses what a key came to, where it or the first key below it was given.</summary>
    public void Refuse(string key, string message)
    {
        var setting = Settings.Find(candidate => candidate.Key == key) ?? Settings.Find(candidate => IsAt(candidate.Key, key));
        Refuse(setting?.Origin ?? Origin.Default, key, message);
    }

    /// <summary>From now on values are only compared with each other.</summary>
    public void BeginChecks() => _errorsOfReading = Errors.Count;

    /// <summary>Whether nothing at or below these keys was refused while they were read.</summary>
    public bool IsSound(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (Errors.Take(_errorsOfReading ?? Errors.Count).Any(error => IsAt(error.Key, key)))
                return false;
        return true;
    }

    /// <summary>A key elsewhere whose last name is this one, or <c>null</c>.</summary>
    public string? KeyNamed(string name) => schema
        .FirstOrDefault(known => known.Key.EndsWith("." + name, StringComparison.OrdinalIgnoreCase))?.Key;

    /// <summary>The kinds of the section that have this key; empty where none has.</summary>
    public string KindsWith(string key) => string.Join(
        ", ", schema.Where(known => Matches(key.Split('.'), known.Key.Split('.'))).Select(known => known.Kinds));

    /// <summary>Whether a key is one of those that a description stands for.</summary>
    private static bool Matches(string[] names, string[] pattern) =>
        names.Length == pattern.Length
        && names.Zip(pattern).All(pair => pair.First == pair.Second || pair.Second.StartsWith('<'));

    /// <summary>Whether a key is another one or below it.</summary>
    private static bool IsAt(string key, string ancestor) =>
        key.StartsWith(ancestor, StringComparison.Ordinal)
        && (key.Length == ancestor.Length || key[ancestor.Length] == '.');
}
