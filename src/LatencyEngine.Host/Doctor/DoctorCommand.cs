using System.CommandLine;
using Spectre.Console;

namespace LatencyEngine.Host.Doctor;

/// <summary>
/// The verb <c>doctor</c>: what this host can give, and what to change. Takes about a second.
/// </summary>
public static class DoctorCommand
{
    // Spectre must never break or crop a line: the report breaks its own, and commands stay whole.
    private const int NeverReached = 10_000;

    private const string EraseLine = "\r\e[K";

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print the findings and figures as JSON." };
        var strict = new Option<bool>("--strict") { Description = "End with 1 when there is any warning." };
        const string purpose = "Describe what this host can give, and what to change.";
        var command = new Command("doctor", purpose) { json, strict };
        command.SetAction(parse => Run(parse.GetValue(json), parse.GetValue(strict)));
        return command;
    }

    private static int Run(bool json, bool strict)
    {
        var examinations = Checkup.Run(new ThisHost(), Checkup.Probes, ShowProgress);
        if (!Console.IsErrorRedirected) Console.Error.Write(EraseLine);

        if (json) Console.Out.WriteLine(JsonReport.Write(examinations));
        else new TextReport(CreateConsole(), Columns()).Write(examinations);

        var hasWarning = Verdict.Count(examinations, FindingStatus.Warning) > 0;
        return strict && hasWarning ? ExitCode.Failure : ExitCode.Success;
    }

    private static void ShowProgress(IProbe probe)
    {
        if (!Console.IsErrorRedirected) Console.Error.Write($"{EraseLine}examining: {probe.Subject}");
    }

    private static IAnsiConsole CreateConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        console.Profile.Width = NeverReached;
        return console;
    }

    private static int Columns() => Console.IsOutputRedirected || Console.WindowWidth <= 0
        ? TextReport.DefaultColumns
        : Console.WindowWidth - 1; // Some terminals break a line that fills them.
}
