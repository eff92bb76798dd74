using System.Collections.Immutable;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>Tick files of LEAN. Immutable.</summary>
public sealed record LeanFeedConfiguration : IFeedConfiguration
{
    public const string KindWord = "lean";

    public string Kind => KindWord;

    public required InstrumentConfiguration Instrument { get; init; }

    InstrumentConfiguration? IFeedConfiguration.Instrument => Instrument;

    /// <summary>Files, or folders of which every file is read by name; relative to the working folder.</summary>
    public required ImmutableArray<string> Paths { get; init; }

    public required LeanTicks Ticks { get; init; }

    internal static LeanFeedConfiguration Read(ISettings settings) => new()
    {
        Paths = settings.Values("paths", TextType.Path, "Zip files in the order of time, or folders of them."),
        Ticks = settings.Required("ticks", ChoiceType.Of<LeanTicks>(), "What the lines are."),
        Instrument = settings.Section("instrument", InstrumentConfiguration.Read),
    };
}
