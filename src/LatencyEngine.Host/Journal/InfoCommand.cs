using System.CommandLine;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Host.Journal.Statistics;

namespace LatencyEngine.Host.Journal;

/// <summary><c>journal info</c>: one session, from its head and configuration to its hashes and files.</summary>
internal static class InfoCommand
{
    public static Command Create()
    {
        var (options, session) = (new JournalOptions(), SessionArgument.Create());
        var json = new Option<bool>("--json") { Description = "Print everything as JSON." };
        var configuration = new Option<bool>("--configuration")
        {
            Description = "Print only the configuration, as a file that 'engine --config' takes.",
        };
        var command = new Command("info", "Describe a session.") { session, configuration, json };
        options.AddTo(command);
        JournalVerb.SetAction(command, (parse, cancellation) =>
        {
            var console = parse.InvocationConfiguration;
            using var journal = options.Open(parse, cancellation);
            var summary = SessionSelector.Find(journal, parse.GetRequiredValue(session));
            var overview = SessionOverview.Read(journal, summary);
            if (parse.GetValue(configuration))
            {
                console.Output.WriteLine(SessionText.Readable(overview.Head.Configuration));
                return ExitCode.Success;
            }

            using var reader = journal.OpenSession(summary.SessionId);
            using var progress = new ScanProgress(console.Error, "counting", summary.RecordCount);
            var counts = SessionStatistics.Read(reader, default, progress, cancellation).Counts;
            var files = SessionFiles.Find(journal, summary);
            if (parse.GetValue(json)) SessionText.WriteJson(overview, counts, files, console.Output);
            else new SessionText(overview, counts, files, console.Output).Write();
            return ExitCode.Success;
        });
        return command;
    }
}
