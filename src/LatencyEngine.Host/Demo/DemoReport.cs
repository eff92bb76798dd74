using System.Text.Json;
using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Host.Demo;

/// <summary>What the demo found, for people and for programs.</summary>
internal static class DemoReport
{
    /// <summary>Whether runs over the same quotes gave the same bytes, in every way of running them.</summary>
    public static bool AllAreTheSame(List<DemoRun> runs) =>
        runs.TrueForAll(run => runs.Where(other => other.Quotes == run.Quotes).All(run.IsSameAs));

    public static void WriteText(TextWriter output, ulong seed, List<DemoRun> runs, string drawing)
    {
        output.WriteLine($"LatencyEngine demo: a SIMULATED market, seed {seed}. Nothing is traded yet; the pipeline is real.");
        output.WriteLine();
        output.WriteLine(drawing);
        output.WriteLine();
        output.WriteLine($"{"run",-30}{"quotes",12}{"crossings",12}{"quotes/s",14}  output digest");
        foreach (var run in runs)
            output.WriteLine(
                $"{run.How,-30}{run.Quotes,12:N0}{run.Crossings,12:N0}{run.QuotesPerSecond,14:N0}  {run.OutputDigest:x16}");
        output.WriteLine();
        output.WriteLine("From the moment a quote is due to its crossing handled, one thread each:");
        PercentileTable.Write(output, ("quote to crossing", runs[^1].Latencies));
        output.WriteLine();
        output.WriteLine(AllAreTheSame(runs)
            ? "Every way of running the session gave the same bytes: deterministic."
            : "THE RUNS DIFFER: this is a bug. Please report it with this output.");
    }

    public static void WriteJson(TextWriter output, ulong seed, List<DemoRun> runs) =>
        output.WriteLine(JsonSerializer.Serialize(new
        {
            seed,
            deterministic = AllAreTheSame(runs),
            runs = runs.Select(run => new
            {
                how = run.How,
                quotes = run.Quotes,
                crossings = run.Crossings,
                quotesPerSecond = Math.Round(run.QuotesPerSecond),
                inputDigest = $"{run.InputDigest:x16}",
                outputDigest = $"{run.OutputDigest:x16}",
                latencyNanosP50 = run.Latencies.ValueAtPercentile(50),
                latencyNanosP99 = run.Latencies.ValueAtPercentile(99),
                latencyNanosMax = run.Latencies.Max,
            }),
        }));
}
