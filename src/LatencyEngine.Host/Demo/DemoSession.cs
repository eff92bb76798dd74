namespace LatencyEngine.Host.Demo;

/// <summary>The runs that the demo compares. One thread; says on standard error what it is doing.</summary>
internal sealed class DemoSession(long quotes, ulong seed, TextWriter progress)
{
    private const long PacedQuotesPerSecond = 100_000;
    private const long PacedQuotesMax = 200_000;
    private const int WholeRing = 16_384;

    public List<DemoRun> Run(CancellationToken cancellation)
    {
        Say("warming up");
        DemoRun.Threaded("warm-up", seed, Math.Min(quotes, 300_000), WholeRing, cancellation);
        DemoRun.ByHand(seed, Math.Min(quotes, 300_000), cancellation);
        var pacedQuotes = Math.Min(quotes, PacedQuotesMax);
        Say($"{quotes:N0} quotes by hand");
        var runs = new List<DemoRun> { DemoRun.ByHand(seed, quotes, cancellation) };
        Say("again on three threads and a producer");
        runs.Add(DemoRun.Threaded("threads, any batch", seed, quotes, WholeRing, cancellation));
        runs.Add(DemoRun.Threaded("threads, batches of 16", seed, quotes, maxBatchSize: 16, cancellation));
        Say($"and {pacedQuotes:N0} quotes at a fixed rate");
        if (pacedQuotes < quotes) runs.Add(DemoRun.ByHand(seed, pacedQuotes, cancellation));
        runs.Add(DemoRun.Paced(seed, pacedQuotes, PacedQuotesPerSecond, cancellation));
        return runs;
    }

    public static string Drawing()
    {
        using var demo = new DemoPipeline();
        return demo.Pipeline.Describe();
    }

    private void Say(string what)
    {
        if (!Console.IsErrorRedirected) progress.WriteLine($"… {what}");
    }
}
