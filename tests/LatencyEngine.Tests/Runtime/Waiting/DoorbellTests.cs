using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.TestKit;
using LatencyEngine.Tests.Runtime.Rings;

namespace LatencyEngine.Tests.Runtime.Waiting;

public sealed class DoorbellTests
{
    private const long Rounds = 5_000;

    [Fact]
    public void Ringing_when_nobody_waits_does_not_allocate()
    {
        var sequence = new Sequence();
        var value = 0L;
        Allocation.AssertNone(() => sequence.Publish(value++));
    }

    /// <summary>
    /// Forbidden: a thread that sleeps although the other has published. Nothing here ends by a time limit.
    /// </summary>
    [Fact]
    public void Two_threads_that_wake_each_other_never_sleep_both()
    {
        var (ping, pong) = (new Sequence(), new Sequence());
        Team.Run(
            () => Answer(ping, pong),
            () =>
            {
                for (long round = 0; round < Rounds; round++)
                {
                    ping.Publish(round);
                    WaitFor(pong, round);
                }
            });
    }

    /// <summary>Several sleepers on one bell, at different places: each must be woken for its own.</summary>
    [Fact]
    public void Every_one_of_several_sleepers_is_woken()
    {
        var source = new Sequence();
        var followers = Enumerable.Range(0, 3).Select(_ => new Sequence()).ToArray();
        Team.Run(
            [
                .. followers.Select(follower => (Action)(() => Answer(source, follower))),
                () =>
                {
                    for (long round = 0; round < Rounds; round++)
                    {
                        source.Publish(round);
                        if (round % 3 == 0) foreach (var follower in followers) WaitFor(follower, round);
                    }
                },
            ]);
    }

    [Fact]
    public void A_sleep_with_a_limit_ends_by_itself()
    {
        var condition = new Reached(new Sequence(), 0);
        var wait = new BlockingWait(timeoutNanos: 1_000);
        Assert.True(wait.Idle(ref condition));
    }

    [Fact]
    public void A_condition_that_is_met_is_not_slept_on()
    {
        var condition = new Reached(new Sequence(5), 5);
        var wait = new BlockingWait();
        Assert.False(wait.Idle(ref condition));
    }

    /// <summary>
    /// The place slept on moves while another still holds the sleeper back: it must not sleep on the first one's
    /// bell.
    /// </summary>
    [Fact]
    public void A_sleeper_looks_again_when_another_place_holds_it_back()
    {
        var condition = new Changing(new Sequence(), new Sequence());
        var wait = new BlockingWait();
        Assert.False(wait.Idle(ref condition));
        Assert.Equal(2, condition.Looks);
    }

    private static void Answer(Sequence from, Sequence to)
    {
        for (long round = 0; round < Rounds; round++)
        {
            WaitFor(from, round);
            to.Publish(round);
        }
    }

    private static void WaitFor(Sequence sequence, long value)
    {
        var wait = new BlockingWait();
        var condition = new Reached(sequence, value);
        while (sequence.Value < value) wait.Idle(ref condition);
    }

    private readonly struct Reached(Sequence sequence, long value) : IWaitCondition
    {
        public long LongestSleepNanos => BlockingWait.NoTimeout;

        public Doorbell? Obstacle() => sequence.Value >= value ? null : sequence.Bell;
    }

    private struct Changing(Sequence first, Sequence second) : IWaitCondition
    {
        public int Looks;

        public readonly long LongestSleepNanos => BlockingWait.NoTimeout;

        public Doorbell? Obstacle() => Looks++ == 0 ? first.Bell : second.Bell;
    }
}
