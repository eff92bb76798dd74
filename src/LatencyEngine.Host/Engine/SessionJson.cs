using System.Text;
using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Host.Engine;

/// <summary>The report of a session as JSON, for programs. Money is in 1e-6 of its currency. Cold.</summary>
internal static class SessionJson
{
    private static readonly double[] Percentiles = [50, 90, 99, 99.9, 99.99];

    public static void Write(SessionResult result, TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true })) Write(result, writer);
        output.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void Write(SessionResult result, Utf8JsonWriter writer)
    {
        var session = result.Session;
        writer.WriteStartObject();
        writer.WriteBoolean("simulated", session.IsSimulated);
        writer.WriteBoolean("interrupted", result.WasInterrupted);
        writer.WriteBoolean("success", result.IsSuccess);
        if (result.Failure is { } failure) writer.WriteString("failure", failure);
        if (result.FeedFailure is { } feed) writer.WriteString("feedFailure", feed.Message);
        writer.WriteNumber("inputs", result.Inputs);
        writer.WriteNumber("outputs", session.Tally.Count);
        writer.WriteNumber("nanos", result.Nanos);
        writer.WriteNumber("startToFirstTickNanos", (long)session.Stamps.StartToFirstTick.TotalNanoseconds);
        writer.WriteNumber("residentBytes", Environment.WorkingSet);
        writer.WriteNumber("allocatedOnPinnedThreads", session.Pipeline.Stages.Allocations.Bytes);
        if (session.Journal is { } journal)
        {
            writer.WriteNumber("sessionId", journal.Head.SessionId);
            writer.WriteNumber("journalFirstSequence", journal.Head.FirstSequence);
            writer.WriteNumber("journalDurableSequence", journal.DurableSequence);
            writer.WriteNumber("inputsBeforeRestart", session.InputsBefore);
            writer.WriteString("eventStore", journal.DescribeStore());
            writer.WriteString("alarm", journal.Alarm);
        }

        if (session.Streams is { } streams) WriteStreams(streams, writer);
        if (result.Ended is { } ended)
        {
            writer.WriteString("outputHash", ended.OutputHash.ToString("x16"));
            writer.WriteString("stateHash", ended.StateHash.ToString("x16"));
        }

        WriteFeeds(session, writer);
        WriteInputs(session, writer);
        WriteCounts(session.Tally, writer);
        WriteAlerts(session.Tally, writer);
        WriteStrategies(session, writer);
        WritePositions(session, writer);
        WriteLedger(session, writer);
        WriteLatency(session.Tally.TickToOrder, writer);
        writer.WriteEndObject();
    }

    private static void WriteStreams(SessionStreams streams, Utf8JsonWriter writer)
    {
        var publisher = streams.Publisher;
        writer.WriteStartObject("streams");
        writer.WriteString("channel", streams.Channel);
        writer.WriteNumber("receivers", streams.Receivers);
        writer.WriteNumber("eventsSent", publisher.Events.Sent);
        writer.WriteNumber("eventsDropped", publisher.Events.Dropped);
        writer.WriteNumber("marketSent", publisher.Market?.Sent ?? 0);
        writer.WriteNumber("marketDropped", publisher.Market?.Dropped ?? 0);
        writer.WriteNumber("conflatedSent", publisher.Conflated.Sent);
        writer.WriteNumber("snapshots", publisher.SnapshotsCompleted);
        writer.WriteEndObject();
    }

    private static void WriteFeeds(EngineSession session, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("feeds");
        foreach (var feed in session.Feeds)
        {
            writer.WriteStartObject();
            writer.WriteString("name", feed.Name);
            writer.WriteNumber("sourceMessages", feed.Progress.SourceMessages);
            writer.WriteNumber("events", feed.Progress.Events);
            writer.WriteNumber("gaps", feed.Progress.Gaps);
            writer.WriteNumber("reordered", feed.Progress.Reordered);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>What the feeds told; definitions and commands are not of the market.</summary>
    private static void WriteInputs(EngineSession session, Utf8JsonWriter writer)
    {
        writer.WriteStartObject("inputsByMessage");
        for (var template = 0; template < SessionClockFeed.TemplateEnd; template++)
            if (session.ToldOf(template) is var count and > 0)
                writer.WriteNumber(LatencyEngineMessages.NameOf(template), count);
        writer.WriteEndObject();
    }

    private static void WriteCounts(SessionTally tally, Utf8JsonWriter writer)
    {
        writer.WriteStartObject("outputsByMessage");
        for (var template = 0; template < SessionEnded.TemplateId; template++)
            if (tally.CountOf(template) is var count and > 0)
                writer.WriteNumber(LatencyEngineMessages.NameOf(template), count);
        writer.WriteEndObject();
        writer.WriteStartObject("rejections");
        foreach (var reason in Enum.GetValues<RejectReason>())
            if (tally.Rejections(reason) is var count and > 0) writer.WriteNumber(reason.ToString(), count);
        writer.WriteEndObject();
        writer.WriteStartObject("cancellations");
        foreach (var reason in Enum.GetValues<CancelReason>())
            if (tally.Cancellations(reason) is var count and > 0) writer.WriteNumber(reason.ToString(), count);
        writer.WriteEndObject();
    }

    private static void WriteAlerts(SessionTally tally, Utf8JsonWriter writer)
    {
        writer.WriteStartObject("alerts");
        foreach (var kind in Enum.GetValues<AlertKind>())
            if (tally.Alerts(kind) is var count and > 0) writer.WriteNumber(kind.ToString(), count);
        writer.WriteEndObject();
    }

    private static void WriteStrategies(EngineSession session, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("strategies");
        foreach (var row in SessionFigures.OfStrategies(session))
        {
            writer.WriteStartObject();
            writer.WriteNumber("strategy", row.StrategyId);
            writer.WriteString("name", row.Name);
            writer.WriteString("currency", row.Currency == 0 ? null : new Currency(row.Currency).ToString());
            writer.WriteNumber("openPositions", row.OpenPositions);
            writer.WriteNumber("realizedPnl", (long)row.RealizedPnl);
            writer.WriteNumber("unrealizedPnl", (long)row.UnrealizedPnl);
            writer.WriteNumber("fees", (long)row.Fees);
            writer.WriteNumber("net", (long)row.Net);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePositions(EngineSession session, Utf8JsonWriter writer)
    {
        var positions = session.Pipeline.Stages.Positions;
        writer.WriteStartArray("positions");
        for (var i = 0; i < positions.Count; i++)
        {
            var position = positions[i];
            writer.WriteStartObject();
            writer.WriteNumber("account", position.AccountId);
            writer.WriteNumber("strategy", position.StrategyId);
            writer.WriteNumber("instrument", position.InstrumentId);
            writer.WriteNumber("lots", position.Lots);
            writer.WriteNumber("cost", position.Cost);
            writer.WriteNumber("realizedPnl", position.RealizedPnl);
            writer.WriteNumber("fees", position.Fees);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteLedger(EngineSession session, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("ledger");
        foreach (var wallet in SessionFigures.OfWallets(session))
        {
            writer.WriteStartObject();
            writer.WriteNumber("account", wallet.AccountId);
            writer.WriteString("currency", new Currency(wallet.Currency).ToString());
            writer.WriteStartObject("balances");
            for (var i = 0; i < wallet.Balances.Count; i++)
                writer.WriteNumber(SessionFigures.Accounts[i].ToString(), wallet.Balances[i]);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteLatency(LatencyHistogram latency, Utf8JsonWriter writer)
    {
        writer.WriteStartObject("tickToOrderNanos");
        writer.WriteNumber("count", latency.Count);
        foreach (var percentile in Percentiles)
            writer.WriteNumber($"p{percentile}", latency.Count == 0 ? 0 : latency.ValueAtPercentile(percentile));
        writer.WriteNumber("max", latency.Max);
        writer.WriteEndObject();
    }
}
