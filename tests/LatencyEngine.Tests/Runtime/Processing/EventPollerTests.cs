using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Processing;

public sealed class EventPollerTests : IDisposable
{
    private readonly RingBuffer<long> _ring = new(new RingOptions("input", 8));
    private readonly SingleProducerSequencer<long> _producer;
    private readonly Recording _recording = new();

    public EventPollerTests() => _producer = new SingleProducerSequencer<long>(_ring);

    public void Dispose() => _ring.Dispose();

    [Fact]
    public void Nothing_published_is_nothing_handled()
    {
        var poller = Events();
        Assert.Equal(0, poller.Poll(10));
        Assert.Equal(Sequence.Initial, poller.Sequence.Value);
    }

    [Fact]
    public void A_batch_ends_with_its_last_event_and_publishes_the_progress()
    {
        var poller = Events();
        Publish(3);
        Assert.Equal(3, poller.Poll(10));
        Assert.Equal(["0", "1", "2."], _recording.Calls);
        Assert.Equal([100, 101, 102], _recording.Payloads);
        Assert.Equal(2, poller.Sequence.Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_limit_that_allows_nothing_handles_nothing(int limit)
    {
        var poller = Events();
        Publish(3);
        Assert.Equal(0, poller.Poll(limit));
        Assert.Equal(Sequence.Initial, poller.Sequence.Value);
    }

    [Fact]
    public void The_limit_cuts_the_batch_and_the_handler_sees_it()
    {
        var poller = Events();
        Publish(5);
        Assert.Equal(2, poller.Poll(2));
        Assert.Equal(3, poller.Poll(3));
        Assert.Equal(["0", "1.", "2", "3", "4."], _recording.Calls);
    }

    [Fact]
    public void A_wrapped_batch_is_one_batch_for_events_and_two_spans_for_batches()
    {
        var events = Events();
        var batches = Processors.PollBatches(_ring, new SequenceBarrier(_ring.Cursor), new RecordingBatches(_recording));
        _ring.Gates.Set(events.Sequence, batches.Sequence);
        Publish(6);
        events.Poll(10);
        batches.Poll(10);
        _recording.Calls.Clear();
        Publish(5);
        Assert.Equal(5, events.Poll(10));
        Assert.Equal(5, batches.Poll(10));
        Assert.Equal(["6", "7", "8", "9", "10.", "6+2", "8+3."], _recording.Calls);
    }

    [Fact]
    public void Handlers_change_events_in_place()
    {
        var doubling = Processors.PollEvents(_ring, new SequenceBarrier(_ring.Cursor), default(Doubling));
        var after = Processors.PollEvents(_ring, new SequenceBarrier(doubling.Sequence), new RecordingEvents(_recording));
        Publish(2);
        doubling.Poll(10);
        after.Poll(10);
        Assert.Equal([200, 202], _recording.Payloads);
    }

    [Fact]
    public void A_follower_never_overtakes_the_slowest_it_follows()
    {
        var (fast, slow) = (Events(), Events());
        var join = Processors.PollEvents(
            _ring, new JoinBarrier(fast.Sequence, slow.Sequence), new RecordingEvents(new Recording()));
        Publish(5);
        fast.Poll(5);
        slow.Poll(2);
        Assert.Equal(2, join.Poll(10));
        slow.Poll(10);
        Assert.Equal(3, join.Poll(10));
    }

    [Fact]
    public void A_throwing_handler_leaves_the_progress_before_its_event_and_gets_it_again()
    {
        var poller = Events();
        Publish(5);
        _recording.ThrowAt = 3;
        Assert.Throws<InvalidOperationException>(() => poller.Poll(10));
        Assert.Equal(2, poller.Sequence.Value);
        Assert.Equal(3, poller.InHand);
        _recording.ThrowAt = -1;
        Assert.Equal(2, poller.Poll(10));
        Assert.Equal(["0", "1", "2", "3", "4."], _recording.Calls);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(7)]
    public void The_first_and_last_event_may_throw_too(long at)
    {
        var poller = Events();
        Publish(8);
        _recording.ThrowAt = at;
        Assert.Throws<InvalidOperationException>(() => poller.Poll(10));
        Assert.Equal(at - 1, poller.Sequence.Value);
    }

    [Fact]
    public void A_throwing_batch_handler_gets_its_whole_span_again()
    {
        var poller = Processors.PollBatches(_ring, new SequenceBarrier(_ring.Cursor), new RecordingBatches(_recording));
        _ring.Gates.Set(poller.Sequence);
        Publish(6);
        poller.Poll(10);
        Publish(5);
        _recording.ThrowAt = 9;
        Assert.Throws<InvalidOperationException>(() => poller.Poll(10));
        Assert.Equal(7, poller.Sequence.Value);
        _recording.ThrowAt = -1;
        poller.Poll(10);
        Assert.Equal(["0+6.", "6+2", "8+3."], _recording.Calls);
    }

    [Fact]
    public void Batches_need_a_ring_without_headers()
    {
        using var ring = new RingBuffer<long>(new RingOptions("input", 8) { Publication = Publication.Slot });
        var error = Assert.Throws<ArgumentException>(
            () => Processors.PollBatches(ring, SlotBarrier.Of(ring), new RecordingBatches(_recording)));
        Assert.Contains("Ring 'input'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slots_of_a_ring_without_headers_cannot_be_followed() =>
        Assert.Throws<ArgumentException>(() => SlotBarrier.Of(_ring));

    [Fact]
    public void A_slot_published_out_of_order_waits_for_its_predecessor()
    {
        using var ring = new RingBuffer<long>(new RingOptions("input", 4) { Publication = Publication.Slot });
        var producers = new MultiProducerSequencer<long>(ring);
        var poller = Processors.PollEvents(ring, SlotBarrier.Of(ring), new RecordingEvents(_recording));
        producers.TryClaim(out var first);
        producers.TryClaim(out var second);
        producers.Publish(second);
        Assert.Equal(0, poller.Poll(10));
        Assert.Equal(2, poller.QueueDepth);
        producers.Publish(first);
        Assert.Equal(2, poller.Poll(10));
        Assert.Equal(0, poller.QueueDepth);
    }

    [Fact]
    public void A_slot_of_the_lap_before_is_not_taken_for_a_new_one()
    {
        using var ring = new RingBuffer<long>(new RingOptions("input", 2) { Publication = Publication.Slot });
        var producer = new SingleProducerSequencer<long>(ring);
        var poller = Processors.PollEvents(ring, SlotBarrier.Of(ring), new RecordingEvents(_recording));
        ring.Gates.Set(poller.Sequence);
        for (var i = 0; i < 5; i++)
        {
            Assert.True(producer.TryClaim(2, out var sequence));
            producer.Publish(sequence, sequence + 1);
            Assert.Equal(2, poller.Poll(10));
            Assert.Equal(0, poller.Poll(10));
        }
    }

    [Fact]
    public void Counters_tell_batches_and_depth()
    {
        var poller = Events();
        Publish(5);
        Assert.Equal(5, poller.QueueDepth);
        poller.Poll(1);
        poller.Poll(3);
        Assert.Equal(2, poller.BatchCount);
        Assert.Equal(3, poller.LargestBatch);
        Assert.Equal(1, poller.QueueDepth);
    }

    [Fact]
    public void Batch_start_tells_size_and_depth_to_the_same_handler_as_the_events()
    {
        var poller = Processors.PollEvents(_ring, new SequenceBarrier(_ring.Cursor), new RecordingEverything(_recording));
        Publish(3);
        poller.Poll(2);
        poller.Poll(2);
        Assert.Equal(
            ["1: batch of 2 of 3", "2: event 0", "3: event 1", "4: batch of 1 of 1", "5: event 2"], _recording.Calls);
    }

    [Fact]
    public void Polling_does_not_allocate()
    {
        var sum = new long[1];
        var events = Processors.PollEvents(_ring, new SequenceBarrier(_ring.Cursor), new Summing(sum));
        var batches = Processors.PollBatches(_ring, new SequenceBarrier(events.Sequence), new Summing(sum));
        _ring.Gates.Set(batches.Sequence);
        Allocation.AssertNone(() =>
        {
            _producer.TryClaim(5, out var first);
            _producer.Publish(first, first + 4);
            if (events.Poll(8) + batches.Poll(8) != 10) throw new InvalidOperationException("Lost events.");
        });
    }

    private EventPoller<long, SequenceBarrier, EventDispatch<long, RecordingEvents>> Events() =>
        Processors.PollEvents(_ring, new SequenceBarrier(_ring.Cursor), new RecordingEvents(_recording));

    private void Publish(int count)
    {
        Assert.True(_producer.TryClaim(count, out var first));
        for (var i = 0; i < count; i++) _producer[first + i] = 100 + first + i;
        _producer.Publish(first, first + count - 1);
    }

    private readonly struct Doubling : IEventHandler<long>
    {
        public void OnEvent(ref long e, long sequence, bool endOfBatch) => e *= 2;
    }

    private readonly struct Summing(long[] sum) : IEventHandler<long>, IBatchHandler<long>, IBatchStartHandler
    {
        public void OnEvent(ref long e, long sequence, bool endOfBatch) => sum[0] += e;

        public void OnBatch(Span<long> events, long firstSequence, bool endOfBatch) => sum[0] += events.Length;

        public void OnBatchStart(int batchCount, long queueDepth) => sum[0] += queueDepth;
    }
}
