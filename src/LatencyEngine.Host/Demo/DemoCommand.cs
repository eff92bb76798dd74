using System.CommandLine;

namespace LatencyEngine.Host.Demo;

/// <summary>The verb <c>demo</c>, which is also what happens without a verb.</summary>
internal static class DemoCommand
{
    private const long QuotesDefault = 2_000_000;
    private const long QuotesMax = 1_000_000_000;
    private const ulong SeedDefault = 42;

    public static Command Create()
    {
        var quotes = new Option<long>("--quotes")
        {
            Description = "How many simulated quotes a run takes.",
            DefaultValueFactory = _ => QuotesDefault,
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "Seeds the simulated market; the same seed gives the same bytes.",
            DefaultValueFactory = _ => SeedDefault,
        };
        quotes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() is < 1 or > QuotesMax)
                result.AddError($"--quotes takes 1 to {QuotesMax}.");
        });
        var json = new Option<bool>("--json") { Description = "Print the results as JSON." };
        var command = new Command("demo", "Run a simulated session several ways and compare the results.")
        {
            quotes, seed, json,
        };
        command.SetAction((parse, cancellation) => Task.FromResult(
            Run(parse.GetValue(quotes), parse.GetValue(seed), parse.GetValue(json), cancellation)));
        return command;
    }

    /// <summary>The demo as it runs without any option.</summary>
    public static int Run(CancellationToken cancellation) => Run(QuotesDefault, SeedDefault, json: false, cancellation);

    private static int Run(long quotes, ulong seed, bool json, CancellationToken cancellation)
    {
        try
        {
            var session = new DemoSession(quotes, seed, Console.Error);
            var runs = session.Run(cancellation);
            if (json) DemoReport.WriteJson(Console.Out, seed, runs);
            else DemoReport.WriteText(Console.Out, seed, runs, DemoSession.Drawing());
            return DemoReport.AllAreTheSame(runs) ? ExitCode.Success : ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Interrupted.");
            return ExitCode.Interrupted;
        }
    }
}
