using LatencyEngine.Domain;
using LatencyEngine.Tests.Venues.Feeds;

namespace LatencyEngine.Tests.Venues.Lean;

/// <summary>Writes small LEAN tick files.</summary>
internal static class LeanFiles
{
    public static InstrumentTerms Terms(string symbol = "test") =>
        new() { Id = 5, Symbol = symbol, VenueId = 6, TickSize = 10_000 };

    public static string Trades(string folder, string date, string text) =>
        TextFiles.Zip(Path.Combine(folder, $"{date}_trade.zip"), ($"{date}_test_Trade_Tick.csv", text));

    public static string Quotes(string folder, string date, string text) =>
        TextFiles.Zip(Path.Combine(folder, $"{date}_quote.zip"), ($"{date}_test_Quote_Tick.csv", text));
}
