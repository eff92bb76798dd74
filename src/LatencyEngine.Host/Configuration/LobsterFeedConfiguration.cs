using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>A LOBSTER message file. Immutable.</summary>
public sealed record LobsterFeedConfiguration : IFeedConfiguration
{
    public const string KindWord = "lobster";

    public string Kind => KindWord;

    public required InstrumentConfiguration Instrument { get; init; }

    InstrumentConfiguration? IFeedConfiguration.Instrument => Instrument;

    /// <summary>Relative to the working folder.</summary>
    public required string Path { get; init; }

    internal static LobsterFeedConfiguration Read(ISettings settings) => new()
    {
        Path = settings.Required("path", TextType.Path, "The zip file or message file, from the working folder."),
        Instrument = settings.Section("instrument", InstrumentConfiguration.Read),
    };
}
