using System.Collections.Immutable;

namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>
/// One section of keys, seen by the code that makes a part of the configuration of it. Each key is named there once,
/// with its type, default and meaning: reading it and describing it are two implementations of this interface.
/// </summary>
internal interface ISettings
{
    const string KindName = "kind";

    /// <summary>A key that has a default.</summary>
    T Value<T>(string name, ISettingType<T> type, T fallback, string sentence);

    /// <summary>A key that must be given.</summary>
    T Required<T>(string name, ISettingType<T> type, string sentence);

    /// <summary>A key that may be left out, or be null: <c>false</c> then.</summary>
    bool TryValue<T>(string name, ISettingType<T> type, string sentence, out T value);

    /// <summary>A list of scalars.</summary>
    ImmutableArray<T> Values<T>(string name, ISettingType<T> type, string sentence);

    /// <summary>A section inside of this one.</summary>
    T Section<T>(string name, Func<ISettings, T> read);

    /// <summary>A list of sections.</summary>
    /// <param name="byDefault">What it holds when nobody gives it, in words.</param>
    ImmutableArray<T> List<T>(string name, Func<ISettings, T> read, string sentence, string byDefault = "empty");

    /// <summary>Sections by names that are data, in the order of the names as text.</summary>
    ImmutableArray<KeyValuePair<TName, T>> Map<TName, T>(
        string name, ISettingType<TName> nameType, Func<ISettings, T> read);

    /// <summary>The key <c>kind</c> of this section decides which other keys it has.</summary>
    T Variant<T>(string sentence, ImmutableArray<KeyValuePair<string, Func<ISettings, T>>> cases);
}
