using System.Collections.Immutable;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>Recorded streams of Binance: depth, best quotes and trades. Immutable.</summary>
public sealed record BinanceFeedConfiguration : IFeedConfiguration
{
    public const string KindWord = "binance";

    public string Kind => KindWord;

    public required InstrumentConfiguration Instrument { get; init; }

    InstrumentConfiguration? IFeedConfiguration.Instrument => Instrument;

    /// <summary>Read one after the other; relative to the working folder.</summary>
    public required ImmutableArray<string> Paths { get; init; }

    internal static BinanceFeedConfiguration Read(ISettings settings) => new()
    {
        Paths = settings.Values("paths", TextType.Path, "The recordings in the order of time, from the working folder."),
        Instrument = settings.Section("instrument", InstrumentConfiguration.Read),
    };
}
