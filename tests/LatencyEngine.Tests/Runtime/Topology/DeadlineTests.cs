using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Topology;

public sealed class DeadlineTests
{
    public static TheoryData<TimeSpan> LongTimes => [Timeout.InfiniteTimeSpan, TimeSpan.MaxValue, TimeSpan.FromDays(60)];

    [Theory]
    [MemberData(nameof(LongTimes))]
    public void A_long_time_is_as_long_as_one_wait_may_be(TimeSpan time)
    {
        var deadline = Deadline.In(time);
        Assert.False(deadline.IsOver);
        Assert.Equal(TimeSpan.FromMilliseconds(int.MaxValue), deadline.Remaining);
        Assert.True(new ManualResetEventSlim(true).Wait(deadline.Remaining));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(-1e12)]
    public void No_time_is_over_at_once(double millis)
    {
        var deadline = Deadline.In(TimeSpan.FromMilliseconds(millis));
        Assert.True(deadline.IsOver);
        Assert.Equal(TimeSpan.Zero, deadline.Remaining);
    }

    [Theory]
    [MemberData(nameof(LongTimes))]
    public void A_pipeline_drains_and_ends_within_a_long_time(TimeSpan time) => Watchdog.Guard(() =>
    {
        using var shaped = new ShapedPipeline<AdaptiveWait>(Shape.Diamond, default);
        shaped.Pipeline.Start();
        shaped.Publish(0, 1_000);
        Assert.True(shaped.Pipeline.Drain(time));
        Assert.True(shaped.Pipeline.Halt(time));
        Assert.True(shaped.Pipeline.AwaitEnd(time));
        shaped.AssertAllSaw(1_000);
    });
}
