using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>What one reading of a configuration has found so far. Owned by it.</summary>
/// <param name="schema">Every key that exists, to guess where a stray one belongs.</param>
internal sealed class Reading(IReadOnlyList<SettingDescription> schema)
{
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

    /// <summary>Whether nothing at or below these keys was refused.</summary>
    public bool IsSound(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (Errors.Exists(error => IsAt(error.Key, key)))
                return false;
        return true;
    }

    /// <summary>The keys elsewhere whose last name is this one.</summary>
    public IEnumerable<string> KeysNamed(string name) => schema
        .Where(description => description.Key.EndsWith("." + name, StringComparison.OrdinalIgnoreCase))
        .Select(description => description.Key)
        .Distinct();

    /// <summary>Whether a key is another one or below it.</summary>
    private static bool IsAt(string key, string ancestor) =>
        key.StartsWith(ancestor, StringComparison.Ordinal)
        && (key.Length == ancestor.Length || key[ancestor.Length] == '.');
}
