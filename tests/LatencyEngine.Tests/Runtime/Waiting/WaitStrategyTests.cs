using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.TestKit;
using LatencyEngine.Tests.Runtime.Rings;

namespace LatencyEngine.Tests.Runtime.Waiting;

public sealed class WaitStrategyTests
{
    [Fact]
    public void Busy_spin_never_sleeps() => AssertSleeps(new BusySpinWait(), looks: 100_000, sleeps: false);

    [Fact]
    public void Yielding_never_sleeps() => AssertSleeps(new YieldingWait(), looks: 1_000, sleeps: false);

    [Fact]
    public void Blocking_sleeps_at_once() => AssertSleeps(new BlockingWait(), looks: 1, sleeps: true);

    [Fact]
    public void Blocking_has_no_time_limit_unless_one_is_given()
    {
        var wakesItself = new Probe(new Sequence(), longestSleepNanos: 1);
        Assert.False(default(BlockingWait).Idle(ref wakesItself));
        Assert.False(new BlockingWait().Idle(ref wakesItself));
        Assert.True(new BlockingWait(timeoutNanos: 1).Idle(ref wakesItself));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void A_time_limit_below_one_nanosecond_is_refused(long timeoutNanos) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlockingWait(timeoutNanos));

    [Fact]
    public void Backing_off_sleeps_after_its_spins_and_pauses()
    {
        AssertSleeps(new BackOffParkingWait(spins: 3, pauses: 2), looks: 5, sleeps: false);
        AssertSleeps(new BackOffParkingWait(spins: 3, pauses: 2), looks: 6, sleeps: true);
    }

    [Fact]
    public void Adapting_sleeps_when_idle_for_long()
    {
        AssertSleeps(new AdaptiveWait(), looks: 100, sleeps: false);
        AssertSleeps(new AdaptiveWait(), looks: 10_000, sleeps: true);
    }

    [Fact]
    public void Progress_starts_the_waiting_over()
    {
        var condition = new Probe(new Sequence());
        var wait = new BackOffParkingWait(spins: 3, pauses: 0);
        for (var i = 0; i < 100; i++)
        {
            wait.Idle(ref condition);
            wait.Idle(ref condition);
            wait.Progressed(1);
        }

        Assert.Equal(0, condition.Looks);
    }

    [Fact]
    public void Waiting_does_not_allocate()
    {
        var wait = new AdaptiveWait();
        var condition = new Probe(new Sequence(), answersNull: true);
        Allocation.AssertNone(() =>
        {
            for (var i = 0; i < 20; i++) wait.Idle(ref condition);
            wait.Progressed(2);
        });
    }

    [Fact]
    public void A_sleeping_follower_of_a_handler_is_woken_by_that_handler()
    {
        using var ring = new RingBuffer<long>(new RingOptions("r", 8));
        var producer = new SingleProducerSequencer<long>(ring);
        var first = Stage(ring, new SequenceBarrier(ring.Cursor));
        var second = Stage(ring, new SequenceBarrier(first.Sequence));
        ring.Gates.Set(second.Sequence);
        var threads = new[] { Team.Start(first.Run), Team.Start(second.Run) };
        var wait = new BlockingWait();
        for (var i = 0; i < 2_000; i++) producer.Publish(producer.Claim(1, ref wait));
        Team.Await(() => second.Sequence.Value == 1_999, "the last event");
        first.Halt();
        second.Halt();
        foreach (var thread in threads) thread.Join();
    }

    private static IProcessor Stage(RingBuffer<long> ring, SequenceBarrier barrier) =>
        Processors.RunEvents(ring, barrier, default(Nothing), new BlockingWait(), new ProcessorOptions("stage"));

    /// <summary>A strategy asks for the obstacle only in order to sleep.</summary>
    private static void AssertSleeps<TWait>(TWait wait, int looks, bool sleeps)
        where TWait : struct, IWaitStrategy
    {
        var condition = new Probe(new Sequence(), answersNull: true);
        for (var i = 0; i < looks; i++) wait.Idle(ref condition);
        Assert.Equal(sleeps, condition.Looks > 0);
    }

    private struct Probe(
        Sequence sequence, bool answersNull = false, long longestSleepNanos = BlockingWait.NoTimeout) : IWaitCondition
    {
        public int Looks;

        public readonly long LongestSleepNanos => longestSleepNanos;

        public Doorbell? Obstacle()
        {
            Looks++;
            return answersNull ? null : sequence.Bell;
        }
    }

    private readonly struct Nothing : IEventHandler<long>
    {
        public void OnEvent(ref long e, long sequence, bool endOfBatch)
        {
        }
    }
}
