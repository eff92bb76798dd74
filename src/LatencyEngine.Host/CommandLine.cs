using System.CommandLine;
using System.CommandLine.Help;
using LatencyEngine.Host.Bench;
using LatencyEngine.Host.Configuration.Verbs;
using LatencyEngine.Host.Ctl;
using LatencyEngine.Host.Demo;
using LatencyEngine.Host.Development;
using LatencyEngine.Host.Doctor;
using LatencyEngine.Host.Engine;
using LatencyEngine.Host.Journal;
using LatencyEngine.Host.Matching;
using LatencyEngine.Host.Replay;
using LatencyEngine.Host.Sbe;
using LatencyEngine.Host.Soak;
using LatencyEngine.Host.Transport;
using LatencyEngine.Host.Watch;

namespace LatencyEngine.Host;

/// <summary>
/// The verbs of the front door. Cold; owns nothing. A verb returns one of the numbers of <see cref="ExitCode"/>.
/// </summary>
public static class CommandLine
{
    /// <summary>Runs one command line; without a verb, the demo.</summary>
    public static int Run(string[] args)
    {
        var parse = CreateRoot().Parse(args);
        var asksForHelp = parse.Action is HelpAction && parse.UnmatchedTokens.Count == 0;
        if (parse.Errors.Count == 0 || asksForHelp) return parse.Invoke();

        foreach (var error in parse.Errors) Console.Error.WriteLine(error.Message);
        Console.Error.WriteLine("./run.ps1 help lists the commands.");
        return ExitCode.Usage;
    }

    /// <summary>The tree of commands, also read by the tests that hold the README to it.</summary>
    public static Command CreateRoot()
    {
        var root = new Command("./run.ps1", "LatencyEngine: a low-latency, event-sourced trading engine.")
        {
            new HelpOption(),
            DemoCommand.Create(),
            EngineCommand.Create(),
            WatchCommand.Create(),
            CtlCommand.Create(),
            TransportCommand.Create(),
            JournalCommand.Create(),
            ReplayCommand.Create(),
            BenchCommand.Create(),
            SoakCommand.Create(),
            MatchingCommand.Create(),
            DoctorCommand.Create(),
            TestCommand.Create(),
            SbeCommand.Create(),
            ConfigCommand.Create(),
        };
        root.Subcommands.Add(CreateHelp());
        root.SetAction((_, cancellation) => Task.FromResult(DemoCommand.Run(cancellation)));
        return root;
    }

    private static Command CreateHelp()
    {
        var verb = new Argument<string[]>("command")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "The command to explain.",
        };
        var help = new Command("help", "List the commands, or explain one.") { verb };
        help.SetAction(parse => Run([.. parse.GetValue(verb) ?? [], "--help"]));
        return help;
    }
}
