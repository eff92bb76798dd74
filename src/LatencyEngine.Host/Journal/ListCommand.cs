using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using LatencyEngine.Host.Configuration.Verbs;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Host.Text;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Host.Journal;

/// <summary><c>journal ls</c>: the sessions of a journal, oldest first.</summary>
internal static class ListCommand
{
    private const int HashDigits = 12;

    public static Command Create()
    {
        var options = new JournalOptions();
        var json = new Option<bool>("--json") { Description = "Print the sessions as JSON." };
        var command = new Command("ls", "List the sessions.") { json };
        options.AddTo(command);
        JournalVerb.SetAction(command, (parse, cancellation) =>
        {
            using var journal = options.Open(parse, cancellation);
            return Run(journal, parse.InvocationConfiguration.Output, parse.GetValue(json), cancellation);
        });
        return command;
    }

    public static int Run(IJournalReader journal, TextWriter output, bool asJson, CancellationToken cancellation)
    {
        var sessions = new List<SessionOverview>();
        foreach (var summary in journal.ListSessions())
        {
            cancellation.ThrowIfCancellationRequested();
            sessions.Add(SessionOverview.Read(journal, summary));
        }

        if (asJson) output.WriteLine(new JsonArray([.. sessions.Select(Describe)]).ToJsonString(JsonOutput.Readable));
        else WriteTable(journal, sessions, output);
        return ExitCode.Success;
    }

    private static void WriteTable(IJournalReader journal, List<SessionOverview> sessions, TextWriter output)
    {
        if (sessions.Count == 0)
        {
            output.WriteLine($"{journal.Place} holds no sessions");
            return;
        }

        var table = new TextTable(
            ">session", "started", "state", ">records", ">inputs", ">outputs", ">size", "code", "configuration");
        foreach (var session in sessions)
            table.Add(
                session.Summary.SessionId.ToString(CultureInfo.InvariantCulture), NanoTime.OfSecond(session.Summary.StartedNanos),
                WordOf(session.State), Amounts.Count(session.Summary.RecordCount), Count(session.Ended?.Inputs),
                Count(session.Ended?.Outputs + 1), ByteCount.Of(session.Summary.Bytes), session.Head.CodeVersion,
                session.ConfigurationHash[..HashDigits]);
        table.Write(output);
    }

    public static JsonObject Describe(SessionOverview session) => new()
    {
        ["session"] = session.Summary.SessionId,
        ["started"] = NanoTime.Of(session.Summary.StartedNanos),
        ["state"] = WordOf(session.State),
        ["firstSequence"] = session.Summary.FirstSequence,
        ["lastSequence"] = session.Summary.LastSequence,
        ["records"] = session.Summary.RecordCount,
        ["inputs"] = session.Ended?.Inputs,
        ["outputs"] = session.Ended?.Outputs + 1,
        ["outputHash"] = session.Ended?.OutputHash.ToString("x16", CultureInfo.InvariantCulture),
        ["stateHash"] = session.Ended?.StateHash.ToString("x16", CultureInfo.InvariantCulture),
        ["bytes"] = session.Summary.Bytes,
        ["seed"] = session.Head.Seed,
        ["codeVersion"] = session.Head.CodeVersion,
        ["configurationHash"] = session.ConfigurationHash,
    };

    public static string WordOf(SessionState state) => state switch
    {
        SessionState.Ended => "ended",
        SessionState.Running => "running",
        _ => "unended",
    };

    private static string Count(ulong? count) => count is { } known ? Amounts.Count((long)known) : "-";
}
