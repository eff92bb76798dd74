using LatencyEngine.PerfTests.Reports;

namespace LatencyEngine.PerfTests.Matching;

/// <summary>
/// What other matchers reached with the same main, deep and recorded flows, each with the same trades unless it says otherwise.
/// Measured elsewhere: on a virtual machine of the same class, two shared cores of an AMD EPYC.
/// </summary>
internal static class PeerFigures
{
    private const string NotReached = "-";

    private static readonly Peer[] Peers =
    [
        new("bare ladder, dense ids (nothing but matching)", "C#", 34.7, 14.5, 53.8),
        new("bare ladder, hashed ids (nothing but matching)", "C#", 27.0, 8.4, double.NaN),
        new("geseq/cpp-orderbook", "C++", 13.9, 3.4, 21.5),
        new("CppTrader MarketManager", "C++", 10.2, 3.2, 14.1),
        new("exchange-core OrderBookDirectImpl", "Java", 7.4, 4.6, 7.1),
        new("std::map, std::list, unordered_map", "C++", 7.4, 2.3, 8.9),
        new("matchcore 0.4 (other trades)", "Rust", 6.4, 2.8, 7.9),
        new("textbook (theirs)", "C#", 4.6, 1.5, 5.3),
        new("parity", "Java", 3.9, 1.2, 5.8),
        new("CoralME", "Java", 3.2, double.NaN, 4.9),
        new("lobster", "Rust", 2.1, 1.4, 0.9),
        new("ArjunVachhani/order-matcher", "C#", 1.9, 0.6, 3.0),
        new("Liquibook", "C++", 1.4, 0.35, 5.1),
    ];

    /// <param name="main">Of the main flow in this run, million operations a second.</param>
    /// <param name="deep">Of the deep flow.</param>
    /// <param name="recorded">Of the recorded flow; not a number where it was not there.</param>
    public static void WriteTo(TextWriter output, MatchingResult main, MatchingResult deep, MatchingResult? recorded)
    {
        Peer[] all =
        [
            new("LatencyEngine (this run, whole way)", "C#", main.Core.Median, deep.Core.Median, recorded?.Core.Median ?? double.NaN),
            new("textbook (this run)", "C#", main.Textbook.Median, deep.Textbook.Median, recorded?.Textbook.Median ?? double.NaN),
            .. Peers,
        ];
        var table = new TextTable("matcher", "language", "main", "", "deep", "AMZN");
        var greatest = all.Max(peer => peer.Main);
        foreach (var peer in all.OrderByDescending(peer => peer.Main))
            table.Add(peer.Name, peer.Language, Of(peer.Main), Bar.Of(peer.Main, greatest), Of(peer.Deep), Of(peer.Recorded));
        output.WriteLine("Beside others, M ops/s. Theirs were measured elsewhere, on a machine of the same class (two shared cores, AMD EPYC):");
        output.WriteLine("direct calls, one symbol, a listener that counts trades; no accounts, no self-trade check and no ring of events, which");
        output.WriteLine("our figure contains. The two textbook rows tell how the machines compare");
        table.WriteTo(output, "  ");
        output.WriteLine();
    }

    private static string Of(double figure) => double.IsNaN(figure) ? NotReached : $"{figure:N1}";

    private sealed record Peer(string Name, string Language, double Main, double Deep, double Recorded);
}
