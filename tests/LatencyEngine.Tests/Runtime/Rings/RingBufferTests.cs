using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Tests.Runtime.Rings;

public sealed class RingBufferTests
{
    [Fact]
    public void A_sequence_and_its_successor_one_lap_later_share_a_slot()
    {
        using var ring = new RingBuffer<long>(new RingOptions("r", 4));
        for (var i = 0; i < 4; i++) ring[i] = 10 + i;
        for (var i = 0; i < 4; i++) Assert.Equal(10 + i, ring[4 + i]);
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 4, 4, 0)]
    [InlineData(1, 3, 3, 0)]
    [InlineData(1, 4, 3, 1)]
    [InlineData(3, 4, 1, 3)]
    [InlineData(7, 1, 1, 0)]
    [InlineData(7, 2, 1, 1)]
    public void Spans_of_a_batch_are_split_at_the_wrap(long first, int count, int firstLength, int secondLength)
    {
        using var ring = new RingBuffer<long>(new RingOptions("r", 4));
        for (var i = 0; i < count; i++) ring[first + i] = first + i;
        ring.Spans(first, count, out var one, out var two);
        Assert.Equal(firstLength, one.Length);
        Assert.Equal(secondLength, two.Length);
        Assert.Equal(Enumerable.Range((int)first, count).Select(i => (long)i), (long[])[.. one, .. two]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void Spans_longer_than_the_ring_are_refused(int count)
    {
        using var ring = new RingBuffer<long>(new RingOptions("r", 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => ring.Spans(0, count, out _, out _));
    }

    [Fact]
    public void A_ring_with_headers_has_no_spans()
    {
        using var ring = new RingBuffer<long>(new RingOptions("r", 4) { Publication = Publication.Slot });
        Assert.Throws<InvalidOperationException>(() => ring.Spans(0, 1, out _, out _));
    }

    [Fact]
    public void A_second_sequencer_is_refused()
    {
        using var ring = new RingBuffer<long>(new RingOptions("input", 4) { Publication = Publication.Slot });
        _ = new MultiProducerSequencer<long>(ring);
        var error = Assert.Throws<InvalidOperationException>(() => new SingleProducerSequencer<long>(ring));
        Assert.Contains("'input'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_producers_need_headers()
    {
        using var ring = new RingBuffer<long>(new RingOptions("input", 4));
        Assert.Throws<ArgumentException>(() => new MultiProducerSequencer<long>(ring));
    }

    [Fact]
    public void Gates_are_set_once_and_not_empty()
    {
        using var ring = new RingBuffer<long>(new RingOptions("r", 4));
        Assert.Throws<ArgumentException>(() => ring.Gates.Set());
        ring.Gates.Set(new Sequence());
        Assert.Throws<InvalidOperationException>(() => ring.Gates.Set(new Sequence()));
    }

    [Fact]
    public void Headers_do_not_overlap_payloads()
    {
        using var ring = new RingBuffer<long>(new RingOptions("r", 4) { Publication = Publication.Slot });
        var producer = new SingleProducerSequencer<long>(ring);
        for (var i = 0; i < 4; i++)
        {
            Assert.True(producer.TryClaim(out var sequence));
            producer[sequence] = long.MinValue + i;
            producer.Publish(sequence);
        }

        for (var i = 0; i < 4; i++) Assert.Equal(long.MinValue + i, ring[i]);
    }
}
