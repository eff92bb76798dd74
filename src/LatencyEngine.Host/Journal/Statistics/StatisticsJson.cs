using System.Text.Json.Nodes;
using LatencyEngine.Host.Configuration.Verbs;
using LatencyEngine.Host.Journal.Fields;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Host.Journal.Statistics;

/// <summary>The statistics of a session for programs. Cold.</summary>
internal static class StatisticsJson
{
    public static void Write(SessionSummary summary, SessionStatistics statistics, TextWriter output) => output.WriteLine(
        new JsonObject
        {
            ["session"] = summary.SessionId,
            ["counts"] = Describe(statistics.Counts),
            ["inputRates"] = Describe(statistics.InputRates),
            ["orderRates"] = Describe(statistics.OrderRates),
            ["gaps"] = Describe(statistics.Gaps),
            ["feedGaps"] = statistics.FeedGaps,
            ["feedMessagesLost"] = statistics.FeedMessagesLost,
        }.ToJsonString(JsonOutput.Readable));

    public static JsonObject Describe(SessionCounts counts) => new()
    {
        ["records"] = counts.Records,
        ["inputs"] = counts.Inputs,
        ["outputs"] = counts.Outputs,
        ["bytes"] = counts.Bytes,
        ["firstNanos"] = counts.FirstNanos,
        ["lastNanos"] = counts.LastNanos,
        ["messages"] = new JsonObject(counts.Templates.Select(template => KeyValuePair.Create<string, JsonNode?>(
            MessageShapes.NameOf(template),
            new JsonObject { ["count"] = counts.CountOf(template), ["bytes"] = counts.BytesOf(template) }))),
    };

    private static JsonObject Describe(RateHistory rates) => new()
    {
        ["startNanos"] = rates.StartNanos,
        ["intervalNanos"] = rates.IntervalNanos,
        ["counts"] = new JsonArray([.. rates.Counts.ToArray().Select(count => (JsonNode)count)]),
    };

    private static JsonObject Describe(InputGaps gaps) => new()
    {
        ["count"] = gaps.Histogram.Count,
        ["p50Nanos"] = gaps.Histogram.Count == 0 ? 0 : gaps.Histogram.ValueAtPercentile(50),
        ["p99Nanos"] = gaps.Histogram.Count == 0 ? 0 : gaps.Histogram.ValueAtPercentile(99),
        ["maxNanos"] = gaps.Histogram.Max,
        ["longest"] = new JsonArray([.. gaps.Longest.Select(gap => new JsonObject
        {
            ["nanos"] = gap.Nanos, ["startNanos"] = gap.StartNanos, ["untilSequence"] = gap.Sequence,
        })]),
    };
}
