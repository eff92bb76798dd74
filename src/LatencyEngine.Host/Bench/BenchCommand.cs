using System.CommandLine;

namespace LatencyEngine.Host.Bench;

/// <summary>
/// The verb <c>bench</c>: builds the benchmarks of the checkout where needed and runs them in a process of
/// their own, because what this process has loaded and compiled would disturb them.
/// </summary>
public static class BenchCommand
{
    private static readonly (string Name, string Description)[] Suites =
    [
        ("ring", "throughput, round trip and idle cost of the rings, against bare rings (about 2 minutes)"),
        ("sbe", "generated codecs against hand-written ones (about 20 seconds)"),
        ("matching", "the matching core: orders a second, time of one, memory, with known trades (about 1 minute)"),
        ("trading", "the whole pipeline: inputs a second, and tick to order at a fixed rate (about 2 minutes)"),
        ("multicast", "the transport: rate, round trip and what publishing costs (about 1 minute)"),
        ("journal", "log, acknowledgements, replay and event store, beside their bare rivals (about 3 minutes)"),
        ("allocations", "allocated bytes per operation against their baselines; exit code 1 when exceeded"),
        ("all", "all of them"),
    ];

    public static Command Create()
    {
        var suite = new Argument<string?>("suite")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "ring, sbe, matching, trading, multicast, journal, allocations or all; without it, the list of suites.",
        };
        suite.AcceptOnlyFromAmong([.. Suites.Select(known => known.Name)]);
        var json = new Option<FileInfo?>("--json") { Description = "Write the results to this file, too.",
            HelpName = "FILE" };
        var quick = new Option<bool>(
            "--quick") { Description = "Fewer and shorter samples: at most 30 seconds a suite." };
        var strict = new Option<bool>("--strict") { Description = "Exit code 1 when a goal is missed." };
        var peers = new Option<bool>(
            "--peers") { Description = "Build the rivals in; their packages must be restorable." };
        var cores = new Option<string?>("--cores") { Description = "The two cores to measure on.",
            HelpName = "A,B" };
        var command = new Command("bench", "Measure the pipeline, the rings and the codecs.") { suite, json, quick,
            strict, peers, cores };
        command.SetAction(parse =>
        {
            if (parse.GetValue(suite) is not { } name) return List();
            List<string> arguments = [name];
            if (parse.GetValue(quick)) arguments.Add("--quick");
            if (parse.GetValue(strict)) arguments.Add("--strict");
            if (parse.GetValue(json) is { } file) arguments.AddRange(["--json", file.FullName]);
            if (parse.GetValue(cores) is { } pair) arguments.AddRange(["--cores", pair]);
            return new BenchRun(parse.GetValue(peers)).Run(arguments);
        });
        return command;
    }

    private static int List()
    {
        foreach (var (name, description) in Suites)
            Console.Out.WriteLine($"  bench {name,-12} {description}");
        return ExitCode.Success;
    }
}
