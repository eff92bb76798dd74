using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Tests.Runtime.Rings;

public sealed class SingleProducerSequencerTests : IDisposable
{
    private readonly RingBuffer<long> _ring = new(new RingOptions("input", 8));
    private readonly SingleProducerSequencer<long> _producer;

    public SingleProducerSequencerTests() => _producer = new SingleProducerSequencer<long>(_ring);

    public void Dispose() => _ring.Dispose();

    [Fact]
    public void A_claim_that_is_not_published_is_returned_again()
    {
        Assert.True(_producer.TryClaim(3, out var dropped));
        Assert.True(_producer.TryClaim(out var again));
        Assert.Equal(dropped, again);
        Assert.Equal(Sequence.Initial, _ring.Cursor.Value);
    }

    [Fact]
    public void A_batch_may_be_published_in_parts()
    {
        Assert.True(_producer.TryClaim(4, out _));
        _producer.Publish(0, 1);
        Assert.Equal(1, _ring.Cursor.Value);
        _producer.Publish(2, 3);
        Assert.Equal(3, _ring.Cursor.Value);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, 8)]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void Publishing_what_is_not_next_is_an_error_and_publishes_nothing(long first, long last)
    {
        var error = Assert.Throws<InvalidOperationException>(() => _producer.Publish(first, last));
        Assert.Contains("Ring 'input'", error.Message, StringComparison.Ordinal);
        Assert.Equal(Sequence.Initial, _ring.Cursor.Value);
    }

    [Fact]
    public void Publishing_twice_is_an_error()
    {
        _producer.Publish(0);
        Assert.Throws<InvalidOperationException>(() => _producer.Publish(0));
    }
}
