using System.CommandLine;
using LatencyEngine.Host.Configuration.Layers;
using LatencyEngine.Host.Journal;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Host.Replay.Comparison;
using LatencyEngine.Host.Sbe;

namespace LatencyEngine.Host.Replay;

/// <summary>
/// The verb <c>replay</c>: executes a recorded session again and compares every output with the record; or runs its market
/// under other settings and compares what both came to. Cold.
/// </summary>
internal static class ReplayCommand
{
    private static readonly Argument<string> Session = SessionArgument.Create();

    private static readonly Option<SessionBound> Until = BoundOptions.Create("--until", "Stop behind this");

    private static readonly Option<bool> Verify = new("--verify")
    {
        Description = "Compare every output byte and the hashes; what replay does anyway.",
    };

    private static readonly Option<ReplayLayout> Layout = new("--layout")
    {
        Description = "Execute in the real pipeline in this layout, or in all; without it, step by step.",
        HelpName = "fused|staged|all",
    };

    private static readonly Option<decimal> Speed = new("--speed")
    {
        Description = "Keep the pace of the recorded time, so many times as fast, and show the session; 1 is as it was.",
        HelpName = "TIMES",
    };

    private static readonly Option<string[]> With = Words(
        "--with", "Other strategies: strategy=KIND for all, strategy.ID=KIND for one, then its parameters as name=value.");

    private static readonly Option<string[]> Set = Words("--set", "Other values of single keys, such as venues.0.latencyNanos=0.");

    private static readonly Option<string[]> Limits = Words(
        "--limits", "Other limits of the whole engine, such as orderQuantityMax=100.");

    private static readonly Option<bool> Json = new("--json") { Description = "Print the outcome as JSON." };

    public static Command Create()
    {
        var options = new JournalOptions();
        const string purpose = "Execute a recorded session again: identical, or the first difference; or under other settings.";
        var command = new Command("replay", purpose) { Session, Until, Verify, Layout, Speed, With, Set, Limits, Json };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Speed) < 0) result.AddError("--speed takes a number above 0");
        });
        JournalVerb.SetAction(command, (parse, cancellation) => Run(parse, options, cancellation));
        return command;
    }

    private static int Run(ParseResult parse, JournalOptions options, CancellationToken cancellation)
    {
        var console = new ReplayConsole(
            parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error, parse.GetValue(Json));
        using var journal = options.Open(parse, cancellation);
        var summary = SessionSelector.Find(journal, parse.GetRequiredValue(Session));
        using var reader = journal.OpenSession(summary.SessionId);
        var recorded = RecordedSession.Read(reader.Head);
        var changes = ChangesOf(parse, recorded);
        if (changes.Count > 0)
        {
            Refuse(parse, "other settings", Layout, Speed, Until, Verify);
            return ComparisonRun.Run(reader, summary, recorded, changes, console, cancellation);
        }

        var plan = new ReplayPlan(parse.GetValue(Layout), parse.GetValue(Speed), parse.GetValue(Until));
        if (plan.Layout != ReplayLayout.Stepped) Refuse(parse, "--layout", Speed, Until);
        return new ReplayRun(journal, summary, recorded, plan, console).Run(cancellation);
    }

    private static List<string> ChangesOf(ParseResult parse, RecordedSession recorded)
    {
        List<string> changes = [.. parse.GetValue(Set) ?? []];
        changes.AddRange((parse.GetValue(Limits) ?? []).Select(limit => $"risk.engine.{limit}"));
        if (parse.GetValue(With) is { Length: > 0 } with) changes.Add(StrategyChange.Of(with, recorded.Configuration));
        return changes;
    }

    private static void Refuse(ParseResult parse, string cause, params Option[] options)
    {
        foreach (var option in options)
            if (parse.GetResult(option) is { Implicit: false })
                throw new InputRefusedException($"{option.Name} does not go together with {cause}");
    }

    private static Option<string[]> Words(string name, string summary)
    {
        var option = new Option<string[]>(name)
        {
            Description = summary, AllowMultipleArgumentsPerToken = true, HelpName = "NAME=VALUE",
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (!CommandLineLayers.IsAssignment(token.Value))
                    result.AddError($"{name} takes name=value; found '{token.Value}'");
        });
        return option;
    }
}
