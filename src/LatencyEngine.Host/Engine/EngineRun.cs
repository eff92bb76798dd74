using LatencyEngine.Host.Configuration;
using LatencyEngine.Multicast.Channels;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Venues.Feeds;
using Spectre.Console;

namespace LatencyEngine.Host.Engine;

/// <summary>Runs one configured session in front of people: view, report, exit code. The control thread.</summary>
internal static class EngineRun
{
    /// <returns>An <see cref="ExitCode"/>: 0 when everything told was traded and accounted for.</returns>
    public static int Run(ConfigurationResult loaded, CancellationToken cancellation) => Guard(() =>
    {
        using var journal = SessionJournal.Open(loaded);
        using var session = new EngineSession(loaded, journal);
        var result = Watch(session, cancellation);
        Report(result);
        return CodeOf(result);
    });

    /// <summary>Says what is wrong with an input or a layout in one line, without a stack trace.</summary>
    public static int Guard(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (Exception refused) when (refused
            is FeedFormatException or IOException or UnauthorizedAccessException or TopologyException or ChannelException)
        {
            Console.Error.WriteLine($"error: {refused.Message}");
            return ExitCode.BadInput;
        }
    }

    /// <summary>Runs the session and shows it.</summary>
    public static SessionResult Watch(EngineSession session, CancellationToken cancellation)
    {
        var console = AnsiConsole.Console;
        var view = new SessionView(session);
        return IsLive(session.Configuration.Output.LiveView, console)
            ? WatchInPlace(session, view, console, cancellation)
            : session.Run(
                () =>
                {
                    view.Look();
                    view.WriteLineWhenDue();
                },
                cancellation);
    }

    private static SessionResult WatchInPlace(
        EngineSession session, SessionView view, IAnsiConsole console, CancellationToken cancellation)
    {
        SessionResult? result = null;
        console.Live(view.Draw()).AutoClear(true).Start(live => result = session.Run(
            () =>
            {
                view.Look();
                live.UpdateTarget(view.Draw());
            },
            cancellation));
        return result!;
    }

    private static bool IsLive(LiveView wanted, IAnsiConsole console) => wanted switch
    {
        LiveView.On => true,
        LiveView.Off => false,
        _ => console.Profile.Out.IsTerminal && !Console.IsOutputRedirected,
    };

    private static void Report(SessionResult result)
    {
        var output = result.Session.Configuration.Output;
        if (output.Report == ReportKind.Off) return;
        if (output.ReportFile is not { } path)
        {
            Write(result, output.Report, Console.Out);
            return;
        }

        using var file = new StreamWriter(path);
        Write(result, output.Report, file);
        Console.WriteLine($"report written to {path}");
    }

    private static void Write(SessionResult result, ReportKind kind, TextWriter output)
    {
        if (kind == ReportKind.Json) SessionJson.Write(result, output);
        else new SessionReport(result, output).Write();
    }

    private static int CodeOf(SessionResult result)
    {
        if (result.Failure is { } failure) Console.Error.WriteLine($"error: {failure}");
        if (result.Session.Journal?.Alarm is { } alarm) Console.Error.WriteLine($"error: {alarm}");
        if (result.FeedFailure is { } feed) Console.Error.WriteLine($"error: {feed.Message}");
        if (result.FeedFailure is not null) return ExitCode.BadInput;
        if (!result.IsSuccess) return ExitCode.Failure;
        return result.WasInterrupted ? ExitCode.Interrupted : ExitCode.Success;
    }
}
