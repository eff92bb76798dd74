using System.CommandLine;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Host.Journal.Statistics;

namespace LatencyEngine.Host.Journal;

/// <summary><c>journal stats</c>: how much of what a session holds, how fast it came, and when nothing came.</summary>
internal static class StatsCommand
{
    public static Command Create()
    {
        var (options, bounds, session) = (new JournalOptions(), new BoundOptions(), SessionArgument.Create());
        var json = new Option<bool>("--json") { Description = "Print the figures as JSON." };
        var command = new Command("stats", "Print counts and bytes by message, rates over time and gaps.") { session, json };
        bounds.AddTo(command);
        options.AddTo(command);
        JournalVerb.SetAction(command, (parse, cancellation) =>
        {
            var console = parse.InvocationConfiguration;
            using var journal = options.Open(parse, cancellation);
            var summary = SessionSelector.Find(journal, parse.GetRequiredValue(session));
            using var reader = journal.OpenSession(summary.SessionId);
            var range = bounds.RangeOf(parse, SessionNames.Read(reader));
            using var progress = new ScanProgress(console.Error, "counting", summary.RecordCount);
            var statistics = SessionStatistics.Read(reader, range, progress, cancellation);
            if (parse.GetValue(json)) StatisticsJson.Write(summary, statistics, console.Output);
            else new StatisticsText(statistics, console.Output).Write();
            return ExitCode.Success;
        });
        return command;
    }
}
