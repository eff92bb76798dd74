using System.CommandLine;
using LatencyEngine.Host;
using LatencyEngine.Journal.Log;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Host.Journal;

/// <summary>A real log in a folder of its own, and the verbs run on it in this process.</summary>
internal sealed class RecordedJournal : IDisposable
{
    private const int SegmentBytes = 64 * 1024;
    private const int ColumnsShown = 105;

    private readonly TemporaryFolder _folder = new();

    public string Folder => Path.Combine(_folder.Path, "journal");

    /// <summary>Two sessions: one that was left and one that has ended.</summary>
    public static RecordedJournal OfTwoSessions()
    {
        var journal = new RecordedJournal();
        journal.Record(SmallSession.Messages(isEnded: false));
        journal.Record(SmallSession.Messages());
        return journal;
    }

    /// <summary>The beginnings of lines: what fits into a source file.</summary>
    public static string Cut(string text) => string.Join(
        '\n', text.Split('\n').Select(line => line.Length <= ColumnsShown ? line : line[..ColumnsShown].TrimEnd()));

    public string PathOf(string name) => Path.Combine(_folder.Path, name);

    public void Record(IEnumerable<byte[]> messages)
    {
        using var log = LogWriter.Open(new LogOptions { Folder = Folder, SegmentBytes = SegmentBytes });
        log.BeginSession(SmallSession.Head(log.NextSessionId));
        foreach (var message in messages) log.Append(message);
        log.Commit();
    }

    /// <summary>Runs <c>journal VERB …</c> on it.</summary>
    public (int ExitCode, string Output, string Error) Run(params string[] arguments) =>
        RunAnywhere(["journal", .. arguments, "--folder", Folder]);

    public static (int ExitCode, string Output, string Error) RunAnywhere(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        var console = new InvocationConfiguration { Output = output, Error = error };
        var exitCode = CommandLine.CreateRoot().Parse(arguments).Invoke(console);
        return (exitCode, output.ToString(), error.ToString());
    }

    public void Dispose() => _folder.Dispose();
}
