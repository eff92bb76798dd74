using LatencyEngine.Backtest.OrderFiles.Scenarios;
using LatencyEngine.Domain;
using LatencyEngine.TestKit;
using LatencyEngine.Trading.Exchange;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Tests.Backtest.OrderFiles.Scenarios;

/// <summary>Scenario files: every field means something, and whatever is not known is refused by name.</summary>
public sealed class ScenarioFileTests
{
    [Fact]
    public void A_line_becomes_a_scenario()
    {
        var scenario = SmallScenario.Read(SmallScenario.Line)[0];
        Assert.Equal(("T1", "A buy", 9L), (scenario.Id, scenario.Title, scenario.LastPrice));
        Assert.Equal([1U, 2U, 3U, 0U, 1U], scenario.Commands.Select(command => command.AccountId));
        Assert.Equal(
            new ScenarioCommand
            {
                Operation = ScenarioOperation.New, OrderId = 4, Type = OrderType.Stop, Side = Side.Buy, TimeInForce = TimeInForce.Gtc,
                TriggerPrice = 20, Quantity = 1,
            },
            scenario.Commands[3]);
        Assert.Equal(new ScenarioTrade(3, 2, 3, 11, 2), scenario.Expected.Trades[1]);
        Assert.Equal(new ScenarioReject(5, 2, "not-owner"), Assert.Single(scenario.Expected.Rejects));
        Assert.Equal("11: 3 of order 2", Assert.Single(scenario.Expected.Asks).ToString());
        Assert.Equal([4UL], scenario.Expected.Stops);
    }

    [Fact]
    public void Every_command_has_its_fields()
    {
        var commands = SmallScenario.Of(
            """
            {"op":"new","id":1,"type":"stop_limit","side":"B","px":12,"stop":-3,"qty":9,"tif":"FOK","post_only":true,"display":4},
            {"op":"reduce","id":1,"by":2},{"op":"replace","id":1,"px":5},{"op":"replace","id":1,"qty":6},{"op":"cancel","id":1}
            """,
            """ "trades":[],"cancels":[],"rejects":[],"book":{"bids":[],"asks":[]},"stops":[] """,
            "cancel-both").Commands;
        Assert.Equal(
            [
                new ScenarioCommand
                {
                    Operation = ScenarioOperation.New, OrderId = 1, Type = OrderType.StopLimit, Side = Side.Buy, Price = 12,
                    TriggerPrice = -3, Quantity = 9, TimeInForce = TimeInForce.Fok, IsPostOnly = true, DisplayQuantity = 4,
                },
                new ScenarioCommand { Operation = ScenarioOperation.Reduce, OrderId = 1, Quantity = 2 },
                new ScenarioCommand { Operation = ScenarioOperation.Replace, OrderId = 1, Price = 5 },
                new ScenarioCommand { Operation = ScenarioOperation.Replace, OrderId = 1, Quantity = 6 },
                new ScenarioCommand { Operation = ScenarioOperation.Cancel, OrderId = 1 },
            ],
            commands);
    }

    [Theory]
    [InlineData("none", SelfTradePrevention.None)]
    [InlineData("cancel-taker", SelfTradePrevention.CancelNewest)]
    [InlineData("cancel-maker", SelfTradePrevention.CancelOldest)]
    [InlineData("cancel-both", SelfTradePrevention.CancelBoth)]
    public void Modes_have_their_words(string word, SelfTradePrevention expected) => Assert.Equal(
        expected, SmallScenario.Read(SmallScenario.With("\"stp\":\"none\"", $"\"stp\":\"{word}\""))[0].SelfTradePrevention);

    [Theory]
    [InlineData("\"id\":\"T1\",", "", "id: expected this field, found none")]
    [InlineData("\"A buy\"", "7", "title: expected a text, found 7")]
    [InlineData("\"stp\":\"none\"", "\"stp\":\"decrement\"", "config.stp: expected one of none, cancel-taker, cancel-maker, cancel-both, found")]
    [InlineData("\"last\":9", "\"first\":9", "config.first: expected one of stp here")]
    [InlineData("\"last\":9", "\"last\":9.5", "config.last: expected a whole number, found 9.5")]
    [InlineData("\"op\":\"cancel\"", "\"op\":\"kill\"", "commands[4].op: expected one of new, cancel, reduce, replace, found \"kill\"")]
    [InlineData("\"id\":3,", "\"id\":-3,", "commands[2].id: expected a whole number from 0, found -3")]
    [InlineData("\"id\":3,", "\"id\":\"3\",", "commands[2].id: expected a whole number from 0, found \"3\"")]
    [InlineData("\"market\"", "\"pegged\"", "commands[2].type: expected one of limit, market, stop, stop_limit, found \"pegged\"")]
    [InlineData("\"market\"", "\"market\",\"px\":9", "commands[2].px: expected one of op, id, user, type, side, tif, qty here")]
    [InlineData("\"market\"", "\"limit\"", "commands[2].px: expected this field, found none")]
    [InlineData("\"side\":\"B\",\"qty\":7", "\"side\":\"b\",\"qty\":7", "commands[2].side: expected one of B, S, found \"b\"")]
    [InlineData("\"qty\":7,\"tif\":\"IOC\"", "\"qty\":7,\"tif\":\"DAY\"", "commands[2].tif: expected one of GTC, IOC, FOK, found \"DAY\"")]
    [InlineData("\"stop\":20,", "", "commands[3].stop: expected this field, found none")]
    [InlineData("\"user\":\"C\"", "\"user\":3", "commands[2].user: expected a text, found 3")]
    [InlineData("\"user\":\"C\"", "\"post_only\":1", "commands[2].post_only: expected true or false, found 1")]
    [InlineData("{\"op\":\"cancel\",\"id\":2,", "{\"op\":\"cancel\",\"id\":2,\"qty\":1,", "commands[4].qty: expected one of op, id, user here")]
    [InlineData("{\"op\":\"cancel\",\"id\":2,", "{\"op\":\"replace\",\"id\":2,", "order 2: expected px or qty to replace")]
    [InlineData("{\"op\":\"cancel\",\"id\":2,", "{\"op\":\"reduce\",\"id\":2,", "commands[4].by: expected this field, found none")]
    [InlineData("\"maker\":2", "\"maker\":null", "expect.trades[1].maker: expected a whole number from 0, found null")]
    [InlineData("\"cmd\":5", "\"cmd\":0", "expect.rejects[0].cmd: expected a whole number from 1, found 0")]
    [InlineData("not-owner", "no", "expect.rejects[0].reason: expected one of unknown-order, not-owner, bad-quantity, duplicate-order, found")]
    [InlineData("\"cancels\":[]", "\"cancels\":{}", "expect.cancels: expected an array, found {}")]
    [InlineData("\"cancels\":[]", "\"cancels\":[7]", "expect.cancels[0]: expected an object, found 7")]
    [InlineData("[11,[[2,3]]]", "[11]", "expect.book.asks[0]: expected [price, queue], found [11]")]
    [InlineData("[11,[[2,3]]]", "[11,2]", "expect.book.asks[0][1]: expected a queue, found 2")]
    [InlineData("[[2,3]]", "[[2,0]]", "expect.book.asks[0][1][0][1]: expected a whole number from 1, found 0")]
    [InlineData("\"bids\":[],", "", "expect.book.bids: expected this field, found none")]
    [InlineData("\"stops\":[4]", "\"stops\":[4],\"fees\":[]", "expect.fees: expected one of book, trades, cancels, rejects, stops here")]
    [InlineData("\"stops\":[4]", "\"stops\":[true]", "expect.stops[0]: expected a whole number from 0, found true")]
    [InlineData("\"title\"", "\"id\":\"T2\",\"title\"", "expected JSON")]
    public void What_is_not_known_or_missing_is_named_with_its_line_and_field(string old, string changed, string expected)
    {
        var first = SmallScenario.Line.ReplaceLineEndings("").Replace("T1", "T0", StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.jsonl", first + "\n" + SmallScenario.With(old, changed).ReplaceLineEndings("") + "\n");
        var error = Assert.Throws<FeedFormatException>(() => ScenarioFile.Read(path));
        Assert.Equal(2, error.Line);
        Assert.Contains("a.jsonl(2): " + expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "expected JSON")]
    [InlineData("[]", "expected an object, found Array")]
    [InlineData("\n", "expected JSON")]
    public void A_line_that_is_no_object_is_refused(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.jsonl", text);
        var error = Assert.Throws<FeedFormatException>(() => ScenarioFile.Read(path));
        Assert.Contains("a.jsonl(1): " + expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_may_not_come_twice()
    {
        using var folder = new TemporaryFolder();
        var line = SmallScenario.Line.ReplaceLineEndings("") + "\n";
        var path = folder.Write("a.jsonl", line + line);
        Assert.Contains("(2): id: expected another one", Assert.Throws<FeedFormatException>(
            () => ScenarioFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_scenarios_is_refused() => Assert.Throws<FeedFormatException>(() => SmallScenario.Read(""));
}
