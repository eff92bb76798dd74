using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Host.Demo;

/// <summary>One run of the demo's session and what came of it.</summary>
/// <param name="How">How the pipeline was run, for people.</param>
/// <param name="Nanos">From the first quote to the end of the drain.</param>
internal sealed record DemoRun(
    string How, long Quotes, long Crossings, ulong InputDigest, ulong OutputDigest, long Nanos, LatencyHistogram Latencies)
{
    private const int StepInterval = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public double QuotesPerSecond => Quotes * (double)Pace.NanosPerSecond / Nanos;

    public bool IsSameAs(DemoRun other) =>
        (InputDigest, OutputDigest, Quotes, Crossings)
        == (other.InputDigest, other.OutputDigest, other.Quotes, other.Crossings);

    /// <summary>
    /// All handlers on the caller's thread, step by step: the reference that every other run must equal.
    /// </summary>
    public static DemoRun ByHand(ulong seed, long quotes, CancellationToken cancellation)
    {
        using var demo = new DemoPipeline();
        var source = new QuoteSource(seed);
        var started = Pace.NowNanos();
        for (var i = 0L; i < quotes; i++)
        {
            if (!demo.Market.TryClaim(out var sequence)) StepToEnd(demo.Pipeline);
            if (sequence < 0) demo.Market.TryClaim(out sequence);
            source.Next(ref demo.Market[sequence]);
            demo.Market.Publish(sequence);
            if (i % StepInterval == 0) demo.Pipeline.Step();
            cancellation.ThrowIfCancellationRequested();
        }

        StepToEnd(demo.Pipeline);
        return Result("by hand, one thread", demo, quotes, started);
    }

    /// <summary>Every handler on a thread of its own, fed as fast as the ring takes it.</summary>
    public static DemoRun Threaded(string how, ulong seed, long quotes, int maxBatchSize, CancellationToken cancellation)
    {
        using var demo = new DemoPipeline(maxBatchSize: maxBatchSize);
        return Feed(how, demo, seed, quotes, pace: null, cancellation);
    }

    /// <summary>Fed at a fixed rate, to measure how long a quote takes to its crossing.</summary>
    public static DemoRun Paced(ulong seed, long quotes, long quotesPerSecond, CancellationToken cancellation)
    {
        const long leadNanos = 50_000_000; // The threads are up by then.
        var pace = new Pace(Pace.NowNanos() + leadNanos, Pace.NanosPerSecond / quotesPerSecond);
        using var demo = new DemoPipeline(pace);
        return Feed($"threads, {quotesPerSecond:N0} quotes/s", demo, seed, quotes, pace, cancellation);
    }

    private static DemoRun Feed(
        string how, DemoPipeline demo, ulong seed, long quotes, Pace? pace, CancellationToken cancellation)
    {
        var source = new QuoteSource(seed);
        var wait = new AdaptiveWait();
        demo.Pipeline.Start();
        var started = Pace.NowNanos();
        for (var i = 0L; i < quotes; i++)
        {
            pace?.AwaitTurn(i);
            var sequence = demo.Market.Claim(1, ref wait, cancellation);
            source.Next(ref demo.Market[sequence]);
            demo.Market.Publish(sequence);
        }

        if (!demo.Pipeline.Drain(Patience)) throw new TimeoutException($"the pipeline did not drain:\n{demo.Pipeline}");
        return Result(how, demo, quotes, started);
    }

    private static void StepToEnd(Pipeline pipeline)
    {
        while (pipeline.Step() > 0)
        {
        }
    }

    private static DemoRun Result(string how, DemoPipeline demo, long quotes, long started) => new(
        how, quotes, demo.Output.Count, demo.Input.Value, demo.Output.Value, Pace.NowNanos() - started,
        demo.Latencies);
}
