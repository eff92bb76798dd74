using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>A source of market data: one implementation for each kind. Immutable.</summary>
public interface IFeedConfiguration
{
    /// <summary>The word in the configuration.</summary>
    string Kind { get; }

    /// <summary>What a recorded feed tells about; <c>null</c> where the feed makes its own.</summary>
    InstrumentConfiguration? Instrument { get; }

    internal static IFeedConfiguration Read(ISettings settings) =>
        settings.Variant<IFeedConfiguration>("Where the market data come from.", [
            Case(SimulatorFeedConfiguration.KindWord, SimulatorFeedConfiguration.Read),
            Case(LobsterFeedConfiguration.KindWord, LobsterFeedConfiguration.Read),
            Case(BinanceFeedConfiguration.KindWord, BinanceFeedConfiguration.Read),
            Case(LeanFeedConfiguration.KindWord, LeanFeedConfiguration.Read),
        ]);

    private static KeyValuePair<string, Func<ISettings, IFeedConfiguration>> Case(
        string kind, Func<ISettings, IFeedConfiguration> read) => KeyValuePair.Create(kind, read);
}
