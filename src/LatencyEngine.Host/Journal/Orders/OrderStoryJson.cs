using System.Text;
using System.Text.Json.Nodes;
using LatencyEngine.Host.Configuration.Verbs;
using LatencyEngine.Host.Journal.Lines;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Host.Text;

namespace LatencyEngine.Host.Journal.Orders;

/// <summary>The story of an order for programs. Cold.</summary>
internal static class OrderStoryJson
{
    public static void Write(OrderStory story, SessionNames names, TextWriter output)
    {
        var before = story.Events[0].Cause.Nanos;
        var steps = new JsonArray();
        foreach (var step in story.Events)
        {
            steps.Add(Describe(step, step.Cause.Nanos - story.Events[0].Cause.Nanos, step.Cause.Nanos - before));
            before = step.Cause.Nanos;
        }

        var description = new JsonObject
        {
            ["orderId"] = story.OrderId,
            ["clientOrderId"] = story.Facts.ClientOrderId,
            ["accountId"] = story.Facts.AccountId,
            ["strategyId"] = story.Facts.StrategyId,
            ["instrumentId"] = story.Facts.InstrumentId,
            ["symbol"] = names.SymbolOf(story.Facts.InstrumentId),
            ["decision"] = story.Decision.ToString(),
            ["steps"] = steps,
        };
        output.WriteLine(description.ToJsonString(JsonOutput.Readable));
    }

    private static JsonObject Describe(OrderEvent step, long sinceFirst, long sinceBefore) => new()
    {
        ["input"] = step.InputNumber,
        ["time"] = NanoTime.Of(step.Cause.Nanos),
        ["nanosSinceFirst"] = sinceFirst,
        ["nanosSinceBefore"] = sinceBefore,
        ["cause"] = Describe(step.Cause),
        ["outputs"] = new JsonArray([.. step.Outputs.Select(output => Describe(output.Record))]),
    };

    private static JsonNode Describe(RecordCopy record)
    {
        using var json = new RecordJson();
        json.Add(record.Record);
        return JsonNode.Parse(Encoding.UTF8.GetString(json.Lines))!;
    }
}
