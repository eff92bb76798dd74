using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Rings;

/// <summary>What holds for every sequencer and publication, on one thread.</summary>
public abstract class SequencerSpecification : IDisposable
{
    private const int Capacity = 8;

    private readonly RingBuffer<long> _ring;
    private readonly ISequencer _sequencer;
    private readonly Sequence _gate = new();

    protected SequencerSpecification(Publication publication, Func<RingBuffer<long>, ISequencer> sequencerOf)
    {
        _ring = new RingBuffer<long>(new RingOptions("input", Capacity) { Publication = publication });
        _ring.Gates.Set(_gate);
        _sequencer = sequencerOf(_ring);
    }

    public void Dispose()
    {
        _ring.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_first_sequence_is_zero() => Assert.Equal(0, ClaimAndPublish(1));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_batch_is_contiguous_and_the_next_follows(int count)
    {
        Assert.Equal(0, ClaimAndPublish(count));
        _gate.Publish(count - 1);
        Assert.Equal(count, ClaimAndPublish(1));
        Assert.Equal(count, _sequencer.LastClaimed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Capacity + 1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void A_batch_that_can_never_fit_is_an_error_with_the_name_and_the_value(int count)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _sequencer.TryClaim(count, out _));
        Assert.Contains("Ring 'input'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"not {count}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_ring_refuses_and_counts()
    {
        ClaimAndPublish(Capacity);
        Assert.False(_sequencer.TryClaim(1, out var refused));
        Assert.False(_sequencer.TryClaim(2, out _));
        Assert.Equal(-1, refused);
        Assert.Equal(2, _sequencer.RefusalCount);
        Assert.Equal(Capacity - 1, _sequencer.LastClaimed);
    }

    [Fact]
    public void Room_for_less_than_the_batch_refuses_the_whole_batch()
    {
        ClaimAndPublish(Capacity - 1);
        Assert.False(_sequencer.TryClaim(2, out _));
        Assert.Equal(Capacity - 1, ClaimAndPublish(1));
    }

    [Fact]
    public void A_slot_is_free_exactly_when_the_gate_has_passed_it()
    {
        ClaimAndPublish(Capacity);
        for (var lap = 0; lap < 3 * Capacity; lap++)
        {
            Assert.False(_sequencer.TryClaim(1, out _));
            _gate.Publish(lap);
            Assert.Equal(Capacity + lap, ClaimAndPublish(1));
        }
    }

    [Fact]
    public void A_claim_that_does_not_have_to_wait_does_not()
    {
        var wait = new NoWait();
        Assert.Equal(0, _sequencer.Claim(Capacity, ref wait));
        Assert.Equal(0, wait.Idles);
    }

    [Fact]
    public void A_claim_goes_on_as_soon_as_the_gate_moves()
    {
        ClaimAndPublish(Capacity);
        var wait = new FreeingWait(_gate);
        Assert.Equal(Capacity, _sequencer.Claim(3, ref wait));
        Assert.Equal(2, _gate.Value);
        Assert.Equal(3, wait.Progress);
    }

    [Fact]
    public void A_claim_that_waits_counts_as_one_refusal()
    {
        ClaimAndPublish(Capacity);
        var wait = new FreeingWait(_gate);
        _sequencer.Claim(5, ref wait);
        Assert.Equal(1, _sequencer.RefusalCount);
    }

    [Fact]
    public void A_claim_in_a_halted_ring_ends_with_the_cause()
    {
        ClaimAndPublish(Capacity);
        var cause = new InvalidOperationException("the handler broke");
        _ring.Gates.Halt(cause);
        var error = Assert.Throws<RingHaltedException>(() =>
        {
            var wait = new NoWait();
            _sequencer.Claim(1, ref wait);
        });
        Assert.Equal("input", error.RingName);
        Assert.Same(cause, error.InnerException);
    }

    [Fact]
    public void The_first_cause_of_a_halt_is_kept()
    {
        var cause = new InvalidOperationException();
        _ring.Gates.Halt(cause);
        _ring.Gates.Halt(new NotSupportedException());
        Assert.Same(cause, _ring.Gates.HaltCause);
    }

    [Fact]
    public void A_halted_ring_still_gives_the_room_it_has_and_goes_on_when_rearmed()
    {
        _ring.Gates.Halt();
        var wait = new NoWait();
        Assert.Equal(0, _sequencer.Claim(Capacity, ref wait));
        _sequencer.Publish(0, Capacity - 1);
        _ring.Gates.Rearm();
        var freeing = new FreeingWait(_gate);
        Assert.Equal(Capacity, _sequencer.Claim(1, ref freeing));
    }

    [Fact]
    public void A_strategy_may_pause_only_before_the_claim()
    {
        ClaimAndPublish(Capacity);
        var wait = new WatchingWait(_gate, _sequencer);
        Assert.Equal(Capacity, _sequencer.Claim(2, ref wait));
        Assert.Equal(Capacity - 1, wait.ClaimedWhenPausing);
    }

    [Fact]
    public void A_canceled_claim_ends()
    {
        ClaimAndPublish(Capacity);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
        {
            var wait = new NoWait();
            _sequencer.Claim(1, ref wait, cancellation.Token);
        });
    }

    [Fact]
    public void A_ring_whose_gates_were_not_set_fills_up_and_refuses()
    {
        using var ring = new RingBuffer<long>(new RingOptions("r", 2) { Publication = Publication.Slot });
        var sequencer = new MultiProducerSequencer<long>(ring);
        for (var i = 0; i < 2; i++)
        {
            Assert.True(sequencer.TryClaim(out var sequence));
            sequencer.Publish(sequence);
        }

        Assert.False(sequencer.TryClaim(out _));
    }

    [Fact]
    public void The_slowest_of_several_gates_counts()
    {
        using var ring = new RingBuffer<long>(new RingOptions("r", 2) { Publication = Publication.Slot });
        var (fast, slow) = (new Sequence(), new Sequence());
        ring.Gates.Set(fast, slow);
        var sequencer = new SingleProducerSequencer<long>(ring);
        Assert.True(sequencer.TryClaim(2, out _));
        sequencer.Publish(0, 1);
        fast.Publish(1);
        Assert.False(sequencer.TryClaim(out _));
        slow.Publish(0);
        Assert.True(sequencer.TryClaim(out _));
        Assert.False(sequencer.TryClaim(2, out _));
    }

    private long ClaimAndPublish(int count)
    {
        Assert.True(_sequencer.TryClaim(count, out var first));
        _sequencer.Publish(first, first + count - 1);
        return first;
    }

    private struct NoWait : IWaitStrategy
    {
        public int Idles;

        public bool Idle<TCondition>(ref TCondition condition)
            where TCondition : struct, IWaitCondition, allows ref struct
        {
            Idles++;
            Assert.Fail("Nothing to wait for.");
            return false;
        }

        public void Progressed(int count)
        {
        }
    }

    /// <summary>Frees a slot when the producer waits, and notes what is claimed when it may pause.</summary>
    private struct WatchingWait(Sequence gate, ISequencer sequencer) : IWaitStrategy
    {
        public long ClaimedWhenPausing = long.MaxValue;

        public readonly bool Idle<TCondition>(ref TCondition condition)
            where TCondition : struct, IWaitCondition, allows ref struct
        {
            gate.Publish(gate.Value + 1);
            return false;
        }

        public void Progressed(int count) => ClaimedWhenPausing = sequencer.LastClaimed;
    }

    /// <summary>Plays the handler: frees one slot for each time that the producer waits.</summary>
    private struct FreeingWait(Sequence gate) : IWaitStrategy
    {
        public int Progress;

        public bool Idle<TCondition>(ref TCondition condition)
            where TCondition : struct, IWaitCondition, allows ref struct
        {
            Assert.Same(gate.Bell, condition.Obstacle());
            gate.Publish(gate.Value + 1);
            return false;
        }

        public void Progressed(int count) => Progress += count;
    }
}

public sealed class SingleProducerWithCursorTests() : SequencerSpecification(
    Publication.Cursor, ring => new SingleProducerSequencer<long>(ring));

public sealed class SingleProducerWithSlotsTests() : SequencerSpecification(
    Publication.Slot, ring => new SingleProducerSequencer<long>(ring));

public sealed class MultiProducerTests() : SequencerSpecification(
    Publication.Slot, ring => new MultiProducerSequencer<long>(ring));
