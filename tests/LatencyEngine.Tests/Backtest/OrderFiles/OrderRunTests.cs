using System.Security.Cryptography;
using System.Text;
using LatencyEngine.Backtest.OrderFiles;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Tests.Backtest.OrderFiles;

/// <summary>Small files of orders whose every figure was worked out by hand.</summary>
public sealed class OrderRunTests : IDisposable
{
    private readonly OrderTexts _texts = new();

    public void Dispose() => _texts.Dispose();

    [Fact]
    public void A_file_of_orders_comes_to_its_figures()
    {
        var file = _texts.Orders(
            "1,A,1,B,100,10",
            "2,A,2,B,99,5",
            "3,A,3,S,105,7",
            "4,I,4,S,99,12",  // Takes 10 at 100 and 2 at 99.
            "5,A,5,B,106,9",  // Takes 7 at 105; 2 rest.
            "6,I,6,S,106,3",  // Takes 2 at 106; 1 is dropped.
            "7,C,2,,,",
            "8,C,2,,,",
            "9,A,7,S,110,1");
        AssertFigures(
            OrderRun.Run(file, 3),
            """
            rows 9, prefill 3, ops 6, trades 4, volume 21, adds 5, cancels 2, ioc 2, cancel_ok 1, cancel_reject 1,
            trades_by_ioc 3, trades_by_add 1, adds_that_traded 1, adds_rested 5, ioc_with_residual 1, notional_ticks 2145,
            final_resting 1, final_levels 1, final_best_bid null, final_best_ask 110, peak_resting 3, mean_resting 1, mean_levels 1
            """,
            but: "trade_fnv1a64");
    }

    [Theory]
    [InlineData("14650fb0739d0383", "1,A,1,S,100,5")]
    [InlineData("a48d639c53b4a461", "1,A,1,S,100,5", "2,A,2,B,101,9")]
    [InlineData("bb92e1fb4cecbf56", "1,A,0,S,-7,40", "2,I,3,B,5,40")]
    public void The_hash_of_trades_is_that_of_the_drivers_of_other_engines(string expected, params string[] rows) =>
        Assert.Equal(expected, FigureOf(OrderRun.Run(_texts.Orders(rows), 0), "trade_fnv1a64"));

    [Fact]
    public void A_flash1_file_comes_to_its_report()
    {
        var file = _texts.Flash1(
            "0,N,0,B,100,10,0",
            "1,N,7,S,105,10,0",
            "2,N,8,S,100,15,1",
            "3,M,7,S,104,6,0",
            "4,N,9,B,99,4,0",
            "5,M,7,S,99,6,0",
            "6,C,7,B,1,1,0",
            "7,C,7,S,99,2,0",
            "8,M,7,S,99,2,0",
            "9,N,7,B,90,1,0");
        var lines = new[]
        {
            "0,0,0,0,100,10",
            "0,1,1,7,105,10",
            "0,2,1,8,100,15", "1,2,100,10,0,8", "2,2,1,8,100",
            "3,3,1,7,104,6",
            "0,4,0,9,99,4",
            "1,5,99,4,9,7", "3,5,1,7,99,6",
            "2,6,1,7,99",
            "4,7,7",
            "5,8,7",
            "0,9,0,7,90,1",
        };
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', lines))));
        AssertFigures(
            OrderRun.Run(file, 0),
            $"""
            rows 10, prefill 0, ops 10, trades 2, volume 14, new 4, ioc 1, cancels 2, modifies 3, order_acks 5, cancel_acks 2,
            modify_acks 2, cancel_rejects 1, modify_rejects 1, report_sha256 {hash}, final_resting 1, final_levels 1, final_best_bid 90,
            final_best_ask null, peak_resting 2, mean_resting 0, mean_levels 0
            """);
    }

    [Fact]
    public void A_report_longer_than_its_buffer_is_hashed_whole()
    {
        var rows = Enumerable.Range(0, 20_000).Select(i => $"{i},N,{i},B,{i % 50},1,0").ToArray();
        var lines = Enumerable.Range(0, 20_000).Select(i => $"0,{i},0,{i},{i % 50},1");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', lines))));
        Assert.Equal(hash, FigureOf(OrderRun.Run(_texts.Flash1(rows), 0), "report_sha256"));
    }

    [Fact]
    public void A_modified_order_goes_to_the_end_of_its_queue_even_at_its_price()
    {
        var file = _texts.Flash1("0,N,1,B,5,2,0", "1,N,2,B,5,2,0", "2,M,1,B,5,1,0", "3,N,3,S,5,2,0", "4,M,2,B,5,1,0");
        Assert.Equal("1", FigureOf(OrderRun.Run(file, 0), "modify_rejects")); // The second order traded, not the first.
    }

    [Fact]
    public void An_order_whose_id_is_live_is_refused_with_its_line()
    {
        var file = _texts.Orders("1,A,1,B,5,1", "2,A,1,B,6,1");
        var error = Assert.Throws<FeedFormatException>(() => OrderRun.Run(file, 0));
        Assert.Equal(3, error.Line);
        Assert.EndsWith("order 1 is refused: DuplicateOrderId", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_prefill_that_the_file_does_not_have_is_refused(int prefill) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => OrderRun.Run(_texts.Orders("1,A,1,B,5,1"), prefill));

    [Fact]
    public void A_file_without_orders_comes_to_nothing() =>
        Assert.Equal("0", FigureOf(OrderRun.Run(_texts.Orders(), 0), "rows"));

    private static string FigureOf(OrderRunResult result, string name) =>
        result.Figures.Single(figure => figure.Name == name).Text;

    private static void AssertFigures(OrderRunResult result, string expected, string but = "") => Assert.Equal(
        expected.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        result.Figures.Where(figure => figure.Name != but).Select(figure => $"{figure.Name} {figure.Text}"));
}
