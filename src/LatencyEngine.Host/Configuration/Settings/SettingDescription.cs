namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>A key that a configuration may have. Immutable.</summary>
/// <param name="Key">List indices and names that are data stand in angle brackets.</param>
/// <param name="When">Under which choices the key exists; empty for always.</param>
/// <param name="Default">As text; "required" or "none" where there is no default.</param>
public sealed record SettingDescription(
    string Key, string When, string Type, string Unit, string Range, string Default, string Sentence);
