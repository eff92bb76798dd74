using LatencyEngine.Host.Configuration.Settings;
using LatencyEngine.Viewer.Contract;

namespace LatencyEngine.Host.Configuration;

/// <summary>Who may give a running engine commands, and how they come in. Immutable.</summary>
public sealed record CommandsConfiguration
{
    /// <summary>Where the keys are when nobody says otherwise: in the journal's folder.</summary>
    public const string DefaultKeysFile = "keys/commands.keys";

    private const int ClockSecondsMax = 3_600;
    private const int RefusalsPerSecondMax = 10_000;
    private const int KeysRememberedMin = 2_048;
    private const int KeysRememberedMax = 1 << 22;

    private static readonly ChoiceType<CommandsUse> UseType = ChoiceType.Of<CommandsUse>();

    public required CommandsUse Use { get; init; }

    public required string Channel { get; init; }

    /// <summary><c>null</c> for <see cref="DefaultKeysFile"/> in the journal's folder.</summary>
    public required string? KeysFile { get; init; }

    public required int ClockSeconds { get; init; }

    public required int RefusalsPerSecond { get; init; }

    public required int KeysRemembered { get; init; }

    /// <summary>The key file, from the current folder on.</summary>
    public string KeysPathIn(JournalConfiguration journal) =>
        KeysFile is { } path ? Path.GetFullPath(path) : Path.Combine(journal.FullPath, DefaultKeysFile);

    internal static CommandsConfiguration Read(ISettings settings) => new()
    {
        Use = settings.Value(
            "use", UseType, CommandsUse.Auto, "Whether commands are taken from outside: 'auto' if the key file exists."),
        Channel = settings.Value(
            "channel", TextType.Path, StreamChannels.DefaultCommands, "Where they come in: a unicast channel of Aeron."),
        KeysFile = settings.TryValue(
            "keysFile", TextType.Path,
            $"Actors and their keys, readable by its owner alone; when left out, {DefaultKeysFile} in the journal's folder.",
            out var path) ? path : null,
        ClockSeconds = settings.Value(
            "clockSeconds", SettingTypes.Count(1, ClockSecondsMax, "seconds"), 30, "Oldest command that is taken."),
        RefusalsPerSecond = settings.Value(
            "refusalsPerSecond", SettingTypes.Count(1, RefusalsPerSecondMax, "refusals"), 10,
            "Refusals of each kind that are journaled one by one; the others are counted."),
        KeysRemembered = settings.Value(
            "keysRemembered", SettingTypes.Count(KeysRememberedMin, KeysRememberedMax, "keys"), 65_536,
            "Newest keys of each actor that are known when they come again."),
    };
}

/// <summary>Whether commands are taken from outside.</summary>
public enum CommandsUse
{
    /// <summary>If there is a key file.</summary>
    Auto,

    /// <summary>Yes, or the engine does not start.</summary>
    On,

    /// <summary>No.</summary>
    Off,
}
