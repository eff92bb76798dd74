using LatencyEngine.Domain;
using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Topology;

namespace LatencyEngine.Host.Demo;

/// <summary>
/// The demo's graph, wired anew for each run. Used by the thread that produces the quotes; owns the pipeline.
/// </summary>
/// <remarks>
/// <code>
/// market ─▶ quotes ─┬─▶ digest
///                   └─▶ detector ─▶ crossings ─▶ recorder
/// </code>
/// </remarks>
internal sealed class DemoPipeline : IDisposable
{
    private const int QuoteSlots = 16_384;
    private const int CrossingSlots = 4_096;

    public DemoPipeline(Pace? pace = null, int maxBatchSize = QuoteSlots)
    {
        var topology = new TopologyBuilder("demo");
        var quotes = topology.Ring<Quote>("quotes", QuoteSlots).From("market");
        var crossings = topology.Ring<Crossing>("crossings", CrossingSlots);

        quotes.Handler("digest", new QuoteDigestHandler(Input)).InBatchesOf(maxBatchSize);
        quotes.Handler("detector", wiring => new CrossingDetector(wiring.ProducerOf(crossings)))
            .Into(crossings).InBatchesOf(maxBatchSize);
        crossings.Handler("recorder", new CrossingRecorder(Output, pace, Latencies))
            .InBatchesOf(Math.Min(maxBatchSize, CrossingSlots));

        Pipeline = topology.Build();
        Market = Pipeline.ProducerOf(quotes, "market");
    }

    public Pipeline Pipeline { get; }

    public SingleProducerSequencer<Quote> Market { get; }

    public Digest Input { get; } = new();

    public Digest Output { get; } = new();

    public LatencyHistogram Latencies { get; } = new();

    public void Dispose() => Pipeline.Dispose();
}
