using LatencyEngine.Runtime.Rings;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Rings;

public sealed class PublishAllocationTests
{
    [Theory]
    [InlineData(Publication.Cursor)]
    [InlineData(Publication.Slot)]
    public void Claiming_and_publishing_for_one_producer_does_not_allocate(Publication publication)
    {
        using var ring = new RingBuffer<long>(new RingOptions("r", 8) { Publication = publication });
        var gate = new Sequence();
        ring.Gates.Set(gate);
        var producer = new SingleProducerSequencer<long>(ring);
        Allocation.AssertNone(() =>
        {
            producer.TryClaim(out var sequence);
            producer[sequence] = sequence;
            producer.Publish(sequence);
            producer.TryClaim(7, out var first);
            producer.Publish(first, first + 6);
            if (producer.TryClaim(out _)) throw new InvalidOperationException("The ring must be full.");
            gate.Publish(first + 6);
        });
    }

    [Fact]
    public void Claiming_and_publishing_for_several_producers_does_not_allocate()
    {
        using var ring = new RingBuffer<long>(new RingOptions("r", 8) { Publication = Publication.Slot });
        var gate = new Sequence();
        ring.Gates.Set(gate);
        var producer = new MultiProducerSequencer<long>(ring);
        Allocation.AssertNone(() =>
        {
            producer.TryClaim(8, out var first);
            producer.Publish(first, first + 7);
            if (producer.TryClaim(out _)) throw new InvalidOperationException("The ring must be full.");
            gate.Publish(first + 7);
        });
    }
}
