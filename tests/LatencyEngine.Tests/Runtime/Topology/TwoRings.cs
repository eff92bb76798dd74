using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Topology;

/// <summary>
/// Two producers into one ring, a handler that publishes into a second ring, and two handlers there.
/// <code>
/// one, two ─▶ input ─┬─▶ journal
///                    └─▶ strategy ─▶ matching ─▶ output ─▶ log ─▶ publisher
/// </code>
/// </summary>
internal sealed class TwoRings<TWait> : IDisposable
    where TWait : struct, IWaitStrategy
{
    private readonly MultiProducerSequencer<Marked> _one;
    private readonly MultiProducerSequencer<Marked> _two;

    public TwoRings(TWait wait, int maxBatchSize = 32)
    {
        var topology = new TopologyBuilder("two rings");
        var input = topology.SharedRing<Marked>("input", 64).From("one", "two");
        var output = topology.Ring<Marked>("output", 16);

        input.Handler("journal", new MarkingHandler(Journal, 0)).WaitingBy(wait).InBatchesOf(maxBatchSize);
        var strategy = input.Handler("strategy", new MarkingHandler(new Witness(), 1)).WaitingBy(wait);
        input.Handler("matching", w => new SplittingHandler(w.ProducerOf(output))).After(strategy).Into(output)
            .WaitingBy(wait).InBatchesOf(maxBatchSize);
        var log = output.Handler("log", new MarkingHandler(Log, 0)).WaitingBy(wait);
        output.Handler("publisher", new MarkingHandler(Publisher, 1, 0)).After(log).WaitingBy(wait);

        Pipeline = topology.Build();
        _one = Pipeline.ProducerOf(input, "one");
        _two = Pipeline.ProducerOf(input, "two");
    }

    public Pipeline Pipeline { get; }

    public Witness Journal { get; } = new();

    public Witness Log { get; } = new();

    public Witness Publisher { get; } = new();

    /// <summary>The producers take turns on the calling thread, so that the order is known.</summary>
    public void Publish(long first, long count)
    {
        var wait = default(YieldingWait);
        for (var value = first; value < first + count; value++)
        {
            var producer = value % 2 == 0 ? _one : _two;
            var sequence = producer.Claim(1, ref wait);
            producer[sequence] = new Marked { Value = value };
            producer.Publish(sequence);
        }
    }

    public void Dispose() => Pipeline.Dispose();
}
