using System.CommandLine;
using LatencyEngine.Host.Journal.Export;
using LatencyEngine.Host.Journal.Filters;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Host.Sbe;
using LatencyEngine.Host.Text;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Host.Journal;

/// <summary><c>journal export</c>: a session, or a part of it, as JSON lines or as comma-separated tables.</summary>
internal static class ExportCommand
{
    private const string TableEnding = ".csv";

    private static readonly Argument<string> Session = SessionArgument.Create();

    private static readonly Option<ExportFormat> Format = new("--format")
    {
        Description = "JSON lines with the values as the schema has them, or a table for each message.",
        DefaultValueFactory = _ => ExportFormat.Jsonl,
        HelpName = "jsonl|csv",
    };

    private static readonly Option<string?> Output = new("--output", "-o")
    {
        Description = "A file; for csv, a folder that gets a file for each message, or a file together with one --type.",
        HelpName = "FILE|FOLDER",
    };

    private static readonly Option<bool> Raw = new("--raw")
    {
        Description = "In csv, integers as the schema has them rather than decimals, times and names.",
    };

    public static Command Create()
    {
        var (options, bounds, filters) = (new JournalOptions(), new BoundOptions(), new FilterOptions());
        var command = new Command("export", "Write a session as JSON lines or CSV.") { Session, Format, Output, Raw };
        filters.AddTo(command);
        bounds.AddTo(command);
        options.AddTo(command);
        JournalVerb.SetAction(command, (parse, cancellation) =>
        {
            using var journal = options.Open(parse, cancellation);
            var summary = SessionSelector.Find(journal, parse.GetRequiredValue(Session));
            using var session = journal.OpenSession(summary.SessionId);
            var names = SessionNames.Read(session);
            var (filter, range) = (filters.FilterOf(parse, names), bounds.RangeOf(parse, names));
            using var export = Open(parse, filters.TypeCount(parse));
            using var progress = new ScanProgress(parse.InvocationConfiguration.Error, "exporting", summary.RecordCount);
            var written = Write(session, range, filter, export, progress, cancellation);
            Report(parse, written, export.Places);
            return ExitCode.Success;
        });
        return command;
    }

    private static long Write(
        ISessionReader session, SessionRange range, RecordFilter filter, IRecordExport export, ScanProgress progress,
        CancellationToken cancellation)
    {
        var written = 0L;
        range.Seek(session);
        while (range.TryRead(session, out var record))
        {
            progress.Advance(cancellation);
            if (!filter.Takes(in record)) continue;
            export.Write(in record);
            written++;
        }

        return written;
    }

    // The records themselves may go to standard output.
    private static void Report(ParseResult parse, long written, IReadOnlyCollection<string> places)
    {
        var where = places.Count is > 0 and <= 3 ? string.Join(", ", places) : $"{places.Count} files in {parse.GetValue(Output)}";
        parse.InvocationConfiguration.Error.WriteLine($"{Amounts.Count(written)} records to {where}");
    }

    private static IRecordExport Open(ParseResult parse, int typeCount)
    {
        var (path, console, isRaw) = (parse.GetValue(Output), parse.InvocationConfiguration.Output, parse.GetValue(Raw));
        if (parse.GetValue(Format) == ExportFormat.Jsonl)
            return new JsonExport(path is null ? ExportTarget.Console(console) : ExportTarget.File(path));
        if (path is null && typeCount == 1) return new CsvExport(_ => ExportTarget.Console(console), isRaw);
        if (path is null)
            throw new InputRefusedException("csv has a table for each message: expected one --type, or a folder as --output");
        if (typeCount == 1 && !Directory.Exists(path)) return new CsvExport(_ => ExportTarget.File(path), isRaw);
        Directory.CreateDirectory(path);
        return new CsvExport(name => ExportTarget.File(Path.Combine(path, name + TableEnding)), isRaw);
    }
}
