using System.Text.Json;
using System.Text.Json.Nodes;
using LatencyEngine.Host.Configuration.Verbs;
using LatencyEngine.Host.Journal.Statistics;
using LatencyEngine.Host.Text;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Host.Journal.Sessions;

/// <summary>One session for people and for programs. Cold.</summary>
internal sealed class SessionText(SessionOverview session, SessionCounts counts, SessionFiles files, TextWriter output)
{
    private const int HashDigits = 12;

    public void Write()
    {
        WriteHead();
        WriteTimes();
        WriteHashes();
        output.WriteLine();
        StatisticsText.WriteMessages(counts, output);
        WriteFiles();
        output.WriteLine();
        output.WriteLine("Configuration");
        output.WriteLine(Readable(session.Head.Configuration));
    }

    public static void WriteJson(SessionOverview session, SessionCounts counts, SessionFiles files, TextWriter output)
    {
        var description = ListCommand.Describe(session);
        description["resumes"] = counts.Resumes;
        description["counts"] = StatisticsJson.Describe(counts);
        description["segments"] = new JsonArray([.. files.Segments.Select(Describe)]);
        description["snapshots"] = new JsonArray([.. files.Snapshots.Select(sequence => (JsonNode)sequence)]);
        description["configuration"] = Parse(session.Head.Configuration) ?? session.Head.Configuration;
        output.WriteLine(description.ToJsonString(JsonOutput.Readable));
    }

    /// <summary>A configuration on several lines; as it is when it is no JSON.</summary>
    public static string Readable(string configuration) =>
        Parse(configuration)?.ToJsonString(JsonOutput.Readable) ?? configuration;

    private void WriteHead()
    {
        var (summary, head) = (session.Summary, session.Head);
        output.WriteLine($"session {summary.SessionId}, {ListCommand.WordOf(session.State)}"
            + (counts.Resumes == 0 ? "" : $", started again {Amounts.Count(counts.Resumes)} times"));
        output.WriteLine($"records {Amounts.Count(summary.RecordCount)} ({Amounts.Count(counts.Inputs)} inputs, "
            + $"{Amounts.Count(counts.Outputs)} outputs), sequences {summary.FirstSequence} to {summary.LastSequence}, "
            + ByteCount.Of(summary.Bytes));
        output.WriteLine($"code    {head.CodeVersion}");
        output.WriteLine($"seed    {head.Seed}");
    }

    private void WriteTimes()
    {
        output.WriteLine($"started {NanoTime.Of(session.Summary.StartedNanos)}");
        if (counts.Inputs == 0) return;
        output.WriteLine($"market  {NanoTime.Of(counts.FirstNanos)} to {NanoTime.Of(counts.LastNanos)}, "
            + $"{Amounts.Count((long)counts.InputsPerSecond)} inputs a second of it");
    }

    private void WriteHashes()
    {
        output.WriteLine($"configuration {session.ConfigurationHash}");
        if (counts.Ended is not { } ended) return;
        output.WriteLine($"outputs {ended.OutputHash:x16}");
        output.WriteLine($"state   {ended.StateHash:x16}");
    }

    private void WriteFiles()
    {
        var table = new TextTable("segment", ">first sequence", ">size", "begun", "hash of the one before");
        foreach (var segment in files.Segments)
            table.Add(
                segment.Name, Amounts.Count(segment.FirstSequence), ByteCount.Of(segment.Bytes),
                NanoTime.OfSecond(segment.CreatedNanos), segment.PreviousHash?[..HashDigits] ?? "-");
        if (table.IsEmpty) return;
        output.WriteLine();
        table.Write(output);
        if (files.Snapshots.Count > 0)
            output.WriteLine($"snapshots behind records {string.Join(", ", files.Snapshots.Order().Select(Amounts.Count))}");
    }

    private static JsonObject Describe(SegmentSummary segment) => new()
    {
        ["name"] = segment.Name,
        ["firstSequence"] = segment.FirstSequence,
        ["bytes"] = segment.Bytes,
        ["createdNanos"] = segment.CreatedNanos,
        ["previousHash"] = segment.PreviousHash,
    };

    private static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
