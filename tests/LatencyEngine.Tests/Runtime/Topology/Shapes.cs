using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Topology;

/// <summary>How a topology of the tests is wired.</summary>
public enum Shape
{
    /// <summary>a, then b, then c.</summary>
    Chain,

    /// <summary>a, b and c side by side.</summary>
    FanOut,

    /// <summary>a, then b and c side by side, then d.</summary>
    Diamond,
}

/// <summary>A pipeline of one ring in one of the shapes, with a witness per handler.</summary>
internal sealed class ShapedPipeline<TWait> : IDisposable
    where TWait : struct, IWaitStrategy
{
    public const int CapacitySlots = 64;

    private readonly SingleProducerSequencer<Marked> _producer;
    private TWait _wait;

    public ShapedPipeline(
        Shape shape, TWait wait, int maxBatchSize = CapacitySlots, Publication by = Publication.Cursor)
    {
        _wait = wait;
        var topology = new TopologyBuilder("shaped");
        var input = topology.Ring<Marked>(new RingOptions("input", CapacitySlots) { Publication = by }).From("test");

        HandlerDeclaration<Marked> Add(string role, params int[] needs) =>
            input.Handler(role, new MarkingHandler(NewWitness(), Witnesses.Count - 1, needs))
                .WaitingBy(wait).InBatchesOf(maxBatchSize);

        if (shape == Shape.Chain)
        {
            var a = Add("a");
            var b = Add("b", 0).After(a);
            Add("c", 0, 1).After(b);
        }
        else if (shape == Shape.FanOut)
        {
            Add("a");
            Add("b");
            Add("c");
        }
        else
        {
            var a = Add("a");
            var b = Add("b", 0).After(a);
            var c = Add("c", 0).After(a);
            Add("d", 0, 1, 2).After(b, c);
        }

        Pipeline = topology.Build();
        _producer = Pipeline.ProducerOf(input, "test");
    }

    public Pipeline Pipeline { get; }

    public List<Witness> Witnesses { get; } = [];

    public void Publish(long first, long count)
    {
        for (var value = first; value < first + count; value++)
        {
            var sequence = _producer.Claim(1, ref _wait);
            _producer[sequence] = new Marked { Value = value };
            _producer.Publish(sequence);
        }
    }

    public void AssertAllSaw(long count)
    {
        foreach (var witness in Witnesses)
        {
            Assert.Equal(count - 1, witness.LastSequence);
            Assert.Equal(0, witness.GapCount);
            Assert.Equal(0, witness.EarlyCount);
            Assert.Equal(Witnesses[0].Digest, witness.Digest);
        }
    }

    public void Dispose() => Pipeline.Dispose();

    private Witness NewWitness()
    {
        Witnesses.Add(new Witness());
        return Witnesses[^1];
    }
}
