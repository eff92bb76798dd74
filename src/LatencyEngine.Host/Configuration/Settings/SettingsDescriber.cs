using System.Collections.Immutable;
using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>Writes down every key that is asked for, once for each case of a variant. Owned by one description.</summary>
internal sealed class SettingsDescriber(string key, string kind, List<SettingDescription> rows) : ISettings
{
    private const string Index = "<index>";

    public T Value<T>(string name, ISettingType<T> type, T fallback, string sentence)
    {
        Add(name, type, type.Write(fallback).Text, sentence);
        return fallback;
    }

    public T Required<T>(string name, ISettingType<T> type, string sentence)
    {
        Add(name, type, "required", sentence);
        return default!;
    }

    public bool TryValue<T>(string name, ISettingType<T> type, string sentence, out T value)
    {
        Add(name, type, "none", sentence);
        value = default!;
        return false;
    }

    public ImmutableArray<T> Values<T>(string name, ISettingType<T> type, string sentence)
    {
        rows.Add(new SettingDescription(
            KeyPath.Append(key, name), kind, $"list of {type.Name}", type.Unit, type.Range, "required", sentence));
        return [];
    }

    public T Section<T>(string name, Func<ISettings, T> read) => read(Below(name));

    public ImmutableArray<T> List<T>(string name, Func<ISettings, T> read, string sentence, string byDefault)
    {
        var path = KeyPath.Append(key, name);
        rows.Add(new SettingDescription(path, kind, "list of sections", "", "any length", byDefault, sentence));
        read(Below($"{name}.{Index}", isPath: true));
        return [];
    }

    public ImmutableArray<KeyValuePair<TName, T>> Map<TName, T>(
        string name, ISettingType<TName> nameType, Func<ISettings, T> read)
    {
        read(Below($"{name}.<{nameType.Name}>", isPath: true));
        return [];
    }

    public T Variant<T>(string sentence, ImmutableArray<KeyValuePair<string, Func<ISettings, T>>> cases)
    {
        Required(ISettings.KindName, new ChoiceType<Func<ISettings, T>>(cases), sentence);
        var result = default(T)!;
        foreach (var (word, read) in cases)
            result = read(new SettingsDescriber(key, word, rows));
        return result;
    }

    private SettingsDescriber Below(string name, bool isPath = false) =>
        new(isPath && key.Length > 0 ? $"{key}.{name}" : isPath ? name : KeyPath.Append(key, name), kind, rows);

    private void Add<T>(string name, ISettingType<T> type, string fallback, string sentence) =>
        rows.Add(new SettingDescription(
            KeyPath.Append(key, name), kind, type.Name, type.Unit, type.Range, fallback, sentence));
}
