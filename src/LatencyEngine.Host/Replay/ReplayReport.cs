using System.Globalization;
using System.Text.Json.Nodes;
using LatencyEngine.Backtest.Replay;
using LatencyEngine.Host.Configuration.Verbs;
using LatencyEngine.Host.Journal.Lines;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Host.Text;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Host.Replay;

/// <summary>What a replay found, for people and for programs. Cold.</summary>
internal sealed class ReplayReport(
    IJournalReader journal, SessionSummary summary, ReplayLayout layout, ReplayResult result, TimeSpan elapsed)
{
    /// <summary>Nothing came out otherwise; a failure that stopped the engine then stops it now.</summary>
    public bool IsAsRecorded => result.Outcome switch
    {
        ReplayOutcome.Different => false,
        ReplayOutcome.Failed => result.IsFailureRecorded,
        _ => true,
    };

    public void Write(TextWriter output)
    {
        output.WriteLine($"session {summary.SessionId}, {WordOf(layout)}: {Verdict()}");
        output.WriteLine(
            $"{Amounts.Count(result.Inputs)} inputs and {Amounts.Count(result.Outputs)} outputs in {elapsed.TotalSeconds:N2} s, "
            + $"{Amounts.Count((long)(result.Records / Math.Max(1e-9, elapsed.TotalSeconds)))} records/s");
        if (result.Difference is { } difference) Write(difference, output);
        if (result.Failure is { } failure) output.WriteLine(failure.Message);
        output.WriteLine($"outputs {OutputHash():x16}");
        if (result.Outcome != ReplayOutcome.Failed) output.WriteLine($"state   {result.StateHash:x16}");
    }

    public void WriteJson(TextWriter output) => output.WriteLine(new JsonObject
    {
        ["session"] = summary.SessionId,
        ["layout"] = WordOf(layout),
        ["outcome"] = result.Outcome.ToString(),
        ["asRecorded"] = IsAsRecorded,
        ["inputs"] = result.Inputs,
        ["outputs"] = result.Outputs,
        ["records"] = result.Records,
        ["lastSequence"] = result.LastSequence,
        ["seconds"] = elapsed.TotalSeconds,
        ["outputHash"] = OutputHash().ToString("x16", CultureInfo.InvariantCulture),
        ["stateHash"] = result.StateHash.ToString("x16", CultureInfo.InvariantCulture),
        ["difference"] = result.Difference is { } difference ? Describe(difference) : null,
        ["failure"] = result.Failure?.Message,
    }.ToJsonString(JsonOutput.Readable));

    // The last output states the hash of all before it, which is what the engine's own report shows.
    private ulong OutputHash() => result.Outcome == ReplayOutcome.Identical
        && SessionOverview.Read(journal, summary).Ended is { } ended ? ended.OutputHash : result.OutputHash;

    private string Verdict() => result.Outcome switch
    {
        ReplayOutcome.Identical => "identical",
        ReplayOutcome.Unended => "identical as far as it was recorded; it was cut off",
        ReplayOutcome.Stopped => $"identical up to record {result.LastSequence}",
        ReplayOutcome.Different => "DIFFERENT",
        _ when result.IsFailureRecorded => "it stopped where it stopped when it was recorded",
        _ => "FAILED, which it did not when it was recorded",
    };

    private void Write(ReplayDifference difference, TextWriter output)
    {
        output.WriteLine($"record   {difference.Sequence}, output {difference.OutputIndex} of input {difference.InputIndex}");
        output.WriteLine($"cause    {CauseOf(difference)}");
        output.WriteLine($"field    {difference.Message}.{difference.Field}");
        output.WriteLine($"recorded {difference.Recorded}");
        output.WriteLine($"now      {difference.Executed}");
    }

    private string CauseOf(ReplayDifference difference)
    {
        using var session = journal.OpenSession(summary.SessionId);
        var names = SessionNames.Read(session);
        session.SeekSequence(difference.InputSequence);
        return session.TryRead(out var record) ? new RecordText(names).Of(in record).TrimStart() : "-";
    }

    private static JsonObject Describe(ReplayDifference difference) => new()
    {
        ["sequence"] = difference.Sequence,
        ["inputSequence"] = difference.InputSequence,
        ["inputIndex"] = difference.InputIndex,
        ["outputIndex"] = difference.OutputIndex,
        ["message"] = difference.Message,
        ["field"] = difference.Field,
        ["recorded"] = difference.Recorded,
        ["now"] = difference.Executed,
    };

    private static string WordOf(ReplayLayout layout) => layout.ToString().ToLowerInvariant();
}
