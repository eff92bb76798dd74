using LatencyEngine.Domain;
using LatencyEngine.Tests.Venues.Feeds;

namespace LatencyEngine.Tests.Venues.Lobster;

/// <summary>Writes small LOBSTER recordings.</summary>
internal static class LobsterFiles
{
    public const string Stem = "TEST_2012-06-21_34200000_57600000";

    public static InstrumentTerms Terms(string symbol = "TEST") => new()
    {
        Id = 7,
        Symbol = symbol,
        VenueId = 4,
        TickSize = 10_000_000,
        MarketModel = MarketModel.OrderByOrder,
    };

    public static string Write(string folder, string[] messages, string[] rows, int levels = 2) =>
        TextFiles.Zip(
            Path.Combine(folder, "test.zip"),
            ($"{Stem}_message_{levels}.csv", Text(messages)),
            ($"{Stem}_orderbook_{levels}.csv", Text(rows)),
            ("ReadMe.txt", "nothing"));

    private static string Text(string[] lines) => string.Concat(lines.Select(line => line + "\n"));
}
