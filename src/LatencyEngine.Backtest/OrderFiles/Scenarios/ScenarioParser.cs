using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Backtest.OrderFiles.Scenarios;

/// <summary>Makes one scenario of one line. Cold; knows the users of that scenario, who are numbered as they come.</summary>
internal sealed class ScenarioParser(Func<string, FeedFormatException> error)
{
    private readonly List<string> _users = [];

    public Scenario Read(JsonElement json)
    {
        var fields = new ScenarioFields(json, "", error);
        var (id, title) = (fields.Text("id"), fields.Text("title"));
        foreach (var forPeople in (string[])["tags", "source", "note"]) fields.Ignore(forPeople);
        var config = fields.Object("config");
        var scenario = new Scenario
        {
            Id = id,
            Title = title,
            SelfTradePrevention = config.Word("stp", ScenarioWords.Modes),
            LastPrice = PriceOf(config, "last"),
            Commands = fields.Objects("commands", (command, _) => CommandOf(command)),
            Expected = OutcomeOf(fields.Object("expect")),
        };
        config.End();
        fields.End();
        return scenario;
    }

    private ScenarioCommand CommandOf(ScenarioFields fields)
    {
        var operation = fields.Word("op", ScenarioWords.Operations);
        var command = new ScenarioCommand
        {
            Operation = operation,
            OrderId = fields.OrderId("id"),
            AccountId = fields.Has("user") ? AccountOf(fields.Text("user")) : 0,
        };
        return operation switch
        {
            ScenarioOperation.New => NewOf(command, fields),
            ScenarioOperation.Reduce => command with { Quantity = fields.Whole("by") },
            ScenarioOperation.Replace => ReplaceOf(command, fields),
            _ => command,
        };
    }

    // Numbers that no book takes are no damage: scenarios expect that they are refused.
    private static ScenarioCommand NewOf(ScenarioCommand command, ScenarioFields fields)
    {
        var type = fields.Word("type", ScenarioWords.Types);
        return command with
        {
            Type = type,
            Side = fields.Word("side", ScenarioWords.Sides),
            TimeInForce = fields.Word("tif", ScenarioWords.TimesInForce),
            Quantity = fields.Whole("qty"),
            Price = type is OrderType.Limit or OrderType.StopLimit ? fields.Whole("px") : NewOrder.NoPrice,
            TriggerPrice = type is OrderType.Stop or OrderType.StopLimit ? fields.Whole("stop") : NewOrder.NoPrice,
            DisplayQuantity = fields.Has("display") ? fields.Whole("display") : 0,
            IsPostOnly = fields.Has("post_only") && fields.Flag("post_only"),
        };
    }

    private ScenarioCommand ReplaceOf(ScenarioCommand command, ScenarioFields fields)
    {
        var price = PriceOf(fields, "px");
        if (!fields.Has("qty") && price == NewOrder.NoPrice) throw error($"order {command.OrderId}: expected px or qty to replace");
        return command with { Price = price, Quantity = fields.Has("qty") ? fields.Whole("qty", 1) : 0 };
    }

    private static ScenarioOutcome OutcomeOf(ScenarioFields fields)
    {
        var book = fields.Object("book");
        var outcome = new ScenarioOutcome
        {
            Trades = fields.Objects("trades", (trade, _) => new ScenarioTrade(
                (int)trade.Whole("cmd", 1), trade.OrderId("maker"), trade.OrderId("taker"), trade.Whole("px"), trade.Whole("qty", 1))),
            Cancels = fields.Objects("cancels", (cancel, _) => new ScenarioCancel(
                (int)cancel.Whole("cmd", 1), cancel.OrderId("id"), cancel.Whole("qty", 1), ReasonOf(cancel, ScenarioWords.CancelReasons))),
            Rejects = fields.Objects("rejects", (reject, _) => new ScenarioReject(
                (int)reject.Whole("cmd", 1), reject.OrderId("id"), ReasonOf(reject, ScenarioWords.RejectReasons))),
            Bids = book.Levels("bids"),
            Asks = book.Levels("asks"),
            Stops = fields.OrderIds("stops"),
        };
        book.End();
        fields.End();
        return outcome;
    }

    private static string ReasonOf<T>(ScenarioFields fields, (string Word, T Meaning)[] words)
        where T : struct, Enum => ScenarioWords.Of(fields.Word("reason", words), words);

    private static long PriceOf(ScenarioFields fields, string name) => fields.Has(name) ? fields.Whole(name) : NewOrder.NoPrice;

    private uint AccountOf(string user)
    {
        if (!_users.Contains(user)) _users.Add(user);
        return (uint)_users.IndexOf(user) + 1;
    }
}
