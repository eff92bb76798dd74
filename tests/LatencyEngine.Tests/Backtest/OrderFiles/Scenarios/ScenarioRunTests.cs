using LatencyEngine.Backtest.OrderFiles.Scenarios;

namespace LatencyEngine.Tests.Backtest.OrderFiles.Scenarios;

/// <summary>Scenarios that pass, that fail at each part of their outcome, and what files leave free.</summary>
public sealed class ScenarioRunTests
{
    private const string Empty = """ "book":{"bids":[],"asks":[]},"stops":[] """;

    [Fact]
    public void A_scenario_that_comes_out_as_expected_has_no_difference() =>
        Assert.Null(ScenarioRun.FirstDifference(SmallScenario.Read(SmallScenario.Line)[0]));

    [Theory]
    [InlineData(
        "\"px\":11,\"qty\":2}", "\"px\":11,\"qty\":1}",
        "trade 2: expected command 3, maker 2, taker 3, 1 at 11; found command 3, maker 2, taker 3, 2 at 11")]
    [InlineData(
        ",{\"cmd\":3,\"maker\":2,\"taker\":3,\"px\":11,\"qty\":2}", "",
        "trade 2: expected none; found command 3, maker 2, taker 3, 2 at 11")]
    [InlineData(
        "\"cancels\":[]", "\"cancels\":[{\"cmd\":5,\"id\":2,\"qty\":3,\"reason\":\"user\"}]",
        "cancel 1: expected command 5, 3 of order 2 (user); found none")]
    [InlineData("not-owner", "unknown-order", "reject 1: expected command 5, order 2 (unknown-order); found command 5, order 2 (not-owner)")]
    [InlineData("[[2,3]]", "[[2,4]]", "ask level 1: expected 11: 4 of order 2; found 11: 3 of order 2")]
    [InlineData("\"bids\":[]", "\"bids\":[[9,[[7,1]]]]", "bid level 1: expected 9: 1 of order 7; found none")]
    [InlineData("\"stops\":[4]", "\"stops\":[]", "waiting stop 1: expected none; found 4")]
    [InlineData("\"stop\":20", "\"stop\":11", "trade 3: expected none; found command 4, maker 2, taker 4, 1 at 11")]
    public void The_first_difference_is_told(string old, string changed, string expected) =>
        Assert.Equal(expected, ScenarioRun.FirstDifference(SmallScenario.Read(SmallScenario.With(old, changed))[0]));

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void The_last_price_of_the_file_counts_before_the_first_trade(int trigger, bool waits)
    {
        var text = SmallScenario.With("\"type\":\"market\"", $"\"type\":\"stop\",\"stop\":{trigger}");
        Assert.Equal(waits, ScenarioRun.Play(SmallScenario.Read(text)[0]).Stops.Contains(3UL));
    }

    [Theory]
    [InlineData("""{"cmd":2,"maker":1,"taker":2,"px":10,"qty":9}""")]
    [InlineData("""
        {"cmd":2,"maker":1,"taker":2,"px":10,"qty":4},{"cmd":2,"maker":1,"taker":2,"px":10,"qty":4},
        {"cmd":2,"maker":1,"taker":2,"px":10,"qty":1}
        """)]
    public void Slices_of_an_iceberg_may_be_told_as_one_trade(string trades) => Assert.Null(ScenarioRun.FirstDifference(SmallScenario.Of(
        """
        {"op":"new","id":1,"type":"limit","side":"S","px":10,"qty":9,"tif":"GTC","display":4},
        {"op":"new","id":2,"type":"limit","side":"B","px":10,"qty":9,"tif":"GTC"}
        """,
        $$""" "trades":[{{trades}}],"cancels":[],"rejects":[],{{Empty}} """)));

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(2, 3, 1)]
    [InlineData(3, 1, 2)]
    public void Self_trade_cancels_of_a_command_may_stand_in_any_order(params int[] ids)
    {
        var lots = new Dictionary<int, int> { [1] = 5, [2] = 6, [3] = 20 };
        var cancels = ids.Select(id => $$"""{"cmd":3,"id":{{id}},"qty":{{lots[id]}},"reason":"{{(id == 3 ? "ioc" : "stp")}}"}""");
        Assert.Null(ScenarioRun.FirstDifference(SmallScenario.Of(
            """
            {"op":"new","id":1,"type":"limit","side":"S","px":10,"qty":5,"tif":"GTC","user":"A"},
            {"op":"new","id":2,"type":"limit","side":"S","px":10,"qty":6,"tif":"GTC","user":"A"},
            {"op":"new","id":3,"type":"limit","side":"B","px":10,"qty":20,"tif":"IOC","user":"A"}
            """,
            $$""" "trades":[],"cancels":[{{string.Join(',', cancels)}}],"rejects":[],{{Empty}} """,
            "cancel-maker")));
    }

    [Fact]
    public void Cancels_count_for_the_command_that_led_to_them() => Assert.Equal(
        "cancel 2: expected command 2, 1 of order 0 (user); found command 3, 1 of order 0 (user)",
        ScenarioRun.FirstDifference(SmallScenario.Of(
            """
            {"op":"new","id":0,"type":"limit","side":"S","px":10,"qty":2,"tif":"GTC"},
            {"op":"reduce","id":0,"by":1},{"op":"cancel","id":0}
            """,
            $$"""
            "trades":[],"cancels":[{"cmd":2,"id":0,"qty":1,"reason":"user"},{"cmd":2,"id":0,"qty":1,"reason":"user"}],
            "rejects":[],{{Empty}}
            """)));

    [Fact]
    public void A_post_only_order_that_is_refused_counts_as_canceled() => Assert.Null(ScenarioRun.FirstDifference(SmallScenario.Of(
        """
        {"op":"new","id":1,"type":"limit","side":"S","px":10,"qty":5,"tif":"GTC"},
        {"op":"new","id":2,"type":"limit","side":"B","px":10,"qty":3,"tif":"GTC","post_only":true}
        """,
        """
        "trades":[],"cancels":[{"cmd":2,"id":2,"qty":3,"reason":"post-only"}],"rejects":[],
        "book":{"bids":[],"asks":[[10,[[1,5]]]]},"stops":[]
        """)));

    [Fact]
    public void Waiting_stops_may_stand_in_any_order() => Assert.Null(ScenarioRun.FirstDifference(SmallScenario.Of(
        """
        {"op":"new","id":5,"type":"stop","side":"B","stop":10,"qty":5,"tif":"GTC"},
        {"op":"new","id":2,"type":"stop_limit","side":"S","stop":3,"px":3,"qty":5,"tif":"GTC"}
        """,
        """ "trades":[],"cancels":[],"rejects":[],"book":{"bids":[],"asks":[]},"stops":[2,5] """)));

    [Fact]
    public void A_refusal_that_files_have_no_word_for_is_told_by_the_cores() => Assert.Equal(
        "reject 1: expected none; found command 1, order 1 (MalformedCommand)",
        ScenarioRun.FirstDifference(SmallScenario.Of(
            """{"op":"new","id":1,"type":"market","side":"S","qty":5,"tif":"GTC","post_only":true}""",
            $$""" "trades":[],"cancels":[],"rejects":[],{{Empty}} """)));
}
