using LatencyEngine.Backtest.OrderFiles;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Tests.Backtest.OrderFiles;

/// <summary>The figures that a file must come to: found beside it, and compared one by one.</summary>
public sealed class OrderExpectationTests : IDisposable
{
    private static readonly RunFigure[] Figures =
        [RunFigure.Of("trades", 2), RunFigure.Of("trade_fnv1a64", "00ff"), RunFigure.OfPrice("final_best_bid", long.MinValue)];

    private readonly OrderTexts _texts = new();

    public void Dispose() => _texts.Dispose();

    [Theory]
    [InlineData("a.csv", "a.expected.json")]
    [InlineData("a.csv.gz", "a.expected.json")]
    [InlineData("a.b.csv.gz", "a.b.expected.json")]
    [InlineData("a", "a.expected.json")]
    public void It_stands_beside_the_orders(string orders, string expected) =>
        Assert.Equal(Path.Combine("folder", expected), OrderExpectation.PathBeside(Path.Combine("folder", orders)));

    [Fact]
    public void There_may_be_none() => Assert.Null(OrderExpectation.FindBeside(_texts.PathOf("a.csv")));

    [Theory]
    [InlineData("""{"trades":2,"trade_fnv1a64":"00ff","final_best_bid":null}""", null)]
    [InlineData("""{"trades":2,"seed":1,"final_mid":2,"itch_messages":3,"avg_resting":4,"avg_levels":5}""", null)]
    [InlineData("""{"trades":3,"trade_fnv1a64":"0"}""", "trades: expected 3, found 2")]
    [InlineData("""{"trades":2,"trade_fnv1a64":"00fe"}""", "trade_fnv1a64: expected 00fe, found 00ff")]
    [InlineData("""{"final_best_bid":7}""", "final_best_bid: expected 7, found null")]
    [InlineData("""{"trades":null}""", "trades: expected null, found 2")]
    public void The_first_figure_that_differs_is_told(string json, string? expected) =>
        Assert.Equal(expected, Find(json).FirstDifference(Figures));

    [Theory]
    [InlineData("""{"prefill":12,"trades":2}""", 12)]
    [InlineData("""{"trades":2}""", 0)]
    public void It_says_how_many_rows_only_build_the_book(string json, int expected) => Assert.Equal(expected, Find(json).Prefill);

    [Fact]
    public void A_figure_that_no_run_has_is_refused()
    {
        var error = Assert.Throws<FeedFormatException>(() => Find("""{"trades":2,"fees":1}""").FirstDifference(Figures));
        Assert.EndsWith("fees: expected one of trades, trade_fnv1a64, final_best_bid", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "expected JSON")]
    [InlineData("""{"trades":1,"trades":2}""", "expected JSON")]
    [InlineData("[]", "expected an object, found Array")]
    [InlineData("{}", "expected figures, found none")]
    [InlineData("""{"seed":1}""", "expected figures, found none")]
    [InlineData("""{"trades":[2]}""", "trades: expected a number, a text or null, found [2]")]
    [InlineData("""{"prefill":-1}""", "prefill: expected a count of rows, found -1")]
    [InlineData("""{"prefill":"1"}""", "prefill: expected a count of rows, found \"1\"")]
    public void What_is_no_list_of_figures_is_refused(string json, string expected) => Assert.Contains(
        "a.expected.json: " + expected, Assert.Throws<FeedFormatException>(() => Find(json)).Message, StringComparison.Ordinal);

    private OrderExpectation Find(string json)
    {
        _texts.Write("a.expected.json", json);
        return OrderExpectation.FindBeside(_texts.PathOf("a.csv"))!;
    }
}
