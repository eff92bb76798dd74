using System.CommandLine;
using LatencyEngine.Host.Journal.Lines;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Host.Journal;

/// <summary><c>journal tail</c>: the last records of a session, and what is added to it from then on.</summary>
internal static class TailCommand
{
    private const int DefaultCount = 10;

    public static Command Create()
    {
        var options = new JournalOptions();
        var session = SessionArgument.Create();
        var count = new Option<long>("-n", "--count")
        {
            Description = "How many records.", DefaultValueFactory = _ => DefaultCount, HelpName = "COUNT",
        };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with what is added, until the session ends." };
        var json = new Option<bool>("--json") { Description = "One line of JSON for each record." };
        var command = new Command("tail", "Print the last records of a session.") { session, count, follow, json };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() < 0) result.AddError("--count takes a number from 0");
        });
        options.AddTo(command);
        JournalVerb.SetAction(command, (parse, cancellation) =>
        {
            using var journal = options.Open(parse, cancellation);
            var summary = SessionSelector.Find(journal, parse.GetRequiredValue(session));
            using var reader = journal.OpenSession(summary.SessionId);
            using var lines = new RecordLines(parse.InvocationConfiguration.Output, reader, parse.GetValue(json));
            reader.SeekSequence(Math.Max(summary.FirstSequence, summary.LastSequence - parse.GetValue(count) + 1));
            return parse.GetValue(follow)
                ? Follow(new SessionFollower(journal, reader), lines, cancellation)
                : Print(reader, lines, cancellation);
        });
        return command;
    }

    private static int Print(ISessionReader session, RecordLines lines, CancellationToken cancellation)
    {
        while (session.TryRead(out var record))
        {
            cancellation.ThrowIfCancellationRequested();
            lines.Write(in record);
        }

        return ExitCode.Success;
    }

    private static int Follow(SessionFollower session, RecordLines lines, CancellationToken cancellation)
    {
        while (session.TryRead(out var record, cancellation)) lines.WriteAtOnce(in record);
        return cancellation.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Success;
    }
}
