namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>A key that a configuration may have. Immutable.</summary>
/// <param name="Key">List indices and names that are data stand in angle brackets.</param>
/// <param name="Kinds">The kinds of its section that have the key, with commas; empty for all.</param>
/// <param name="Default">As text; "required" or "none" where there is no default.</param>
public sealed record SettingDescription(
    string Key, string Kinds, string Type, string Unit, string Range, string Default, string Sentence);
