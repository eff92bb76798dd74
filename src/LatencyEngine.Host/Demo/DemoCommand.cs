using System.CommandLine;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Host.Configuration.Verbs;
using LatencyEngine.Host.Engine;

namespace LatencyEngine.Host.Demo;

/// <summary>
/// The verb <c>demo</c>, which is also what happens without a verb: strategies trade on a simulated market before your
/// eyes, and then the session is run again in other ways, to see that it comes out the same.
/// </summary>
internal static class DemoCommand
{
    private static readonly string[] AsFastAsPossible = ["pipeline.speed=0", "output.liveView=off", "multicast.use=off"];
    private static readonly string[] AgainStaged = ["pipeline.layout=staged", .. AsFastAsPossible];
    private static readonly string[] AgainFast = ["pipeline.layout=fused", .. AsFastAsPossible];

    /// <summary>The demo's configuration, to read and to start from.</summary>
    public static string ConfigurationPath => Path.Combine(AppContext.BaseDirectory, "Examples", "demo.json");

    public static Command Create()
    {
        var options = new ConfigurationOptions();
        var command = new Command("demo", "Trade on a simulated market, then show that the session is deterministic.");
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var sources = options.SourcesOf(parse);
            sources = sources with { Files = [ConfigurationPath, .. sources.Files] };
            return Task.FromResult(EngineRun.Guard(() => Run(sources, cancellation)));
        });
        return command;
    }

    /// <summary>The demo as it runs without any option.</summary>
    public static int Run(CancellationToken cancellation) =>
        EngineRun.Guard(() => Run(new ConfigurationSources
        {
            Files = [ConfigurationPath], Environment = ConfigurationOptions.EnvironmentOfProcess(),
        }, cancellation));

    private static int Run(ConfigurationSources sources, CancellationToken cancellation)
    {
        var loaded = ConfigurationLoader.Load(sources, StrategyCatalogue.BuiltIn);
        if (loaded.Configuration is null) return ConfigurationOptions.Refuse(loaded, Console.Error);
        Console.WriteLine("LatencyEngine demo: a SIMULATED market, nothing here is real money.");
        Console.WriteLine($"Configuration: {ConfigurationPath}");
        SessionResult first;
        using (var journal = SessionJournal.Open(loaded))
        using (var session = new EngineSession(loaded, journal))
        {
            first = EngineRun.Watch(session, cancellation);
            new SessionReport(first, Console.Out).Write();
            if (!first.IsSuccess) return ExitCode.Failure;
            if (first.WasInterrupted) return ExitCode.Interrupted;
        }

        return RunAgain(sources, first, cancellation);
    }

    private static int RunAgain(ConfigurationSources sources, SessionResult first, CancellationToken cancellation)
    {
        Console.WriteLine();
        Console.WriteLine("The same session again, as fast as it goes:");
        var isSame = true;
        foreach (var changes in (string[][])[AgainFast, AgainStaged])
        {
            var loaded = ConfigurationLoader.Load(
                sources with { Assignments = [.. sources.Assignments, .. changes] }, StrategyCatalogue.BuiltIn);
            using var session = new EngineSession(loaded);
            var result = session.Run(() => { }, cancellation);
            if (result.WasInterrupted) return ExitCode.Interrupted;
            if (!result.IsSuccess) return ExitCode.Failure;
            var agrees = result.Ended?.StateHash == first.Ended?.StateHash
                && result.Ended?.OutputHash == first.Ended?.OutputHash;
            isSame &= agrees;
            Console.WriteLine(
                $"  {session.Configuration.Pipeline.Layout,-6}  {result.InputsPerSecond,12:N0} inputs/s  "
                + $"outputs {result.Ended?.OutputHash:x16}  state {result.Ended?.StateHash:x16}  {(agrees ? "the same" : "DIFFERENT")}");
        }

        Console.WriteLine(isSame ? "Every way of running it gave the same bytes." : "The runs differ: that is a bug.");
        return isSame ? ExitCode.Success : ExitCode.Failure;
    }
}
