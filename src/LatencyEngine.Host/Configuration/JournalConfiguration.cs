using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>Where and how a session is written down; none of it changes an output of the engine. Immutable.</summary>
public sealed record JournalConfiguration
{
    /// <summary>Where a journal is when nobody says otherwise: below the current folder.</summary>
    public const string DefaultFolder = "journal";

    private const int SegmentMebibytesMax = 1_024;
    private const int SnapshotSecondsMax = 24 * 3_600;
    private const int RetainMebibytesMax = 1 << 30;
    private const int RetainHoursMax = 24 * 366 * 100;

    private static readonly ChoiceType<JournalDurability> DurabilityType = new([
        KeyValuePair.Create("process-crash", JournalDurability.ProcessCrash),
        KeyValuePair.Create("power-loss", JournalDurability.PowerLoss),
        KeyValuePair.Create("off", JournalDurability.Off),
    ]);

    private static readonly ChoiceType<UnendedSession> ResumeType = new([
        KeyValuePair.Create("auto", UnendedSession.ResumeIfAlike),
        KeyValuePair.Create("always", UnendedSession.ResumeOrRefuse),
        KeyValuePair.Create("never", UnendedSession.Leave),
    ]);

    public required JournalDurability Durability { get; init; }

    public required string Folder { get; init; }

    /// <summary><see cref="Folder"/>, from the current folder on.</summary>
    public string FullPath => Path.GetFullPath(Folder);

    public required UnendedSession Resume { get; init; }

    public required int SegmentMebibytes { get; init; }

    /// <summary>0 for no snapshots.</summary>
    public required int SnapshotSeconds { get; init; }

    /// <summary>0 for everything.</summary>
    public required int RetainMebibytes { get; init; }

    /// <summary>0 for ever.</summary>
    public required int RetainHours { get; init; }

    public required StoreConfiguration Store { get; init; }

    internal static JournalConfiguration Read(ISettings settings) => new()
    {
        Durability = settings.Value(
            "durability", DurabilityType, JournalDurability.ProcessCrash,
            "What the journal survives before anything is acknowledged; 'off' keeps none."),
        Folder = settings.Value("folder", TextType.Path, DefaultFolder, "Where the journal is."),
        Resume = settings.Value(
            "resume", ResumeType, UnendedSession.ResumeIfAlike,
            "A session that was cut off goes on: 'auto' if its configuration is this one, 'always' or nothing runs, 'never'."),
        SegmentMebibytes = settings.Value(
            "segmentMebibytes", SettingTypes.Count(1, SegmentMebibytesMax, "MiB"), 64, "Size of a file of the log."),
        SnapshotSeconds = settings.Value(
            "snapshotSeconds", SettingTypes.Count(0, SnapshotSecondsMax, "seconds"), 60,
            "Time between snapshots, which make restarts fast; 0 for none."),
        RetainMebibytes = settings.Value(
            "retainMebibytes", SettingTypes.Count(0, RetainMebibytesMax, "MiB"), 0,
            "Log that is kept once the event store has it; 0 for all."),
        RetainHours = settings.Value(
            "retainHours", SettingTypes.Count(0, RetainHoursMax, "hours"), 0,
            "How long the log is kept once the event store has it; 0 for ever."),
        Store = settings.Section("store", StoreConfiguration.Read),
    };
}

/// <summary>What a journal survives.</summary>
public enum JournalDurability
{
    /// <summary>The death of the process.</summary>
    ProcessCrash,

    /// <summary>The loss of power.</summary>
    PowerLoss,

    /// <summary>There is none.</summary>
    Off,
}

/// <summary>What to do with a session that was cut off.</summary>
public enum UnendedSession
{
    /// <summary>Goes on if the configuration is the same in all that can change an output; else a new one begins.</summary>
    ResumeIfAlike,

    /// <summary>Goes on, or the engine does not start.</summary>
    ResumeOrRefuse,

    /// <summary>Stays as it is; a new one begins.</summary>
    Leave,
}
