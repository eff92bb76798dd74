using System.CommandLine;
using LatencyEngine.Host.Journal.Filters;
using LatencyEngine.Host.Journal.Lines;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Host.Journal;

/// <summary><c>journal grep</c>: the records of a session that meet all conditions.</summary>
internal static class GrepCommand
{
    private static readonly Argument<string> Session = SessionArgument.Create();

    private static readonly Option<bool> Json = new("--json") { Description = "One line of JSON for each record." };

    private static readonly Option<bool> CountOnly = new("--count") { Description = "Print only how many there are." };

    private static readonly Option<long?> Most = new("--max") { Description = "Stop after so many.", HelpName = "COUNT" };

    public static Command Create()
    {
        var (options, bounds, filters) = (new JournalOptions(), new BoundOptions(), new FilterOptions());
        var command = new Command("grep", "Print the records that meet all conditions; exit code 1 when there are none.")
        {
            Session,
        };
        filters.AddTo(command);
        bounds.AddTo(command);
        foreach (var option in (Option[])[Most, CountOnly, Json]) command.Options.Add(option);
        options.AddTo(command);
        JournalVerb.SetAction(command, (parse, cancellation) =>
        {
            using var journal = options.Open(parse, cancellation);
            using var session = journal.OpenSession(SessionSelector.Find(journal, parse.GetRequiredValue(Session)).SessionId);
            var names = SessionNames.Read(session);
            return Run(parse, session, names, filters.FilterOf(parse, names), bounds.RangeOf(parse, names), cancellation);
        });
        return command;
    }

    private static int Run(
        ParseResult parse, ISessionReader session, SessionNames names, RecordFilter filter, SessionRange range,
        CancellationToken cancellation)
    {
        var output = parse.InvocationConfiguration.Output;
        using var lines = new RecordLines(output, parse.GetValue(Json) ? null : names);
        var (found, most, countOnly) = (0L, parse.GetValue(Most) ?? long.MaxValue, parse.GetValue(CountOnly));
        range.Seek(session);
        while (found < most && range.TryRead(session, out var record))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!filter.Takes(in record)) continue;
            found++;
            if (!countOnly) lines.Write(in record);
        }

        if (countOnly) output.WriteLine(found);
        return found > 0 ? ExitCode.Success : ExitCode.Failure;
    }
}
