using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Topology;

/// <summary>Every handler sees every event once, in order, and never before those it follows.</summary>
public sealed class DeliveryTests
{
    private const int Events = 20_000;

    [Theory]
    [InlineData(Shape.Chain)]
    [InlineData(Shape.FanOut)]
    [InlineData(Shape.Diamond)]
    public void Yielding_handlers_see_everything_once_and_in_order(Shape shape) =>
        Deliver(shape, new YieldingWait(spins: 1));

    [Theory]
    [InlineData(Shape.Chain)]
    [InlineData(Shape.FanOut)]
    [InlineData(Shape.Diamond)]
    public void Adaptive_handlers_see_everything_once_and_in_order(Shape shape) =>
        Deliver(shape, new AdaptiveWait());

    [Theory]
    [InlineData(Shape.Chain)]
    [InlineData(Shape.FanOut)]
    [InlineData(Shape.Diamond)]
    public void Parking_handlers_see_everything_once_and_in_order(Shape shape) =>
        Deliver(shape, new BackOffParkingWait(spins: 2, pauses: 2));

    [Theory]
    [InlineData(Shape.Chain)]
    [InlineData(Shape.Diamond)]
    public void Blocking_handlers_see_everything_once_and_in_order(Shape shape) =>
        Deliver(shape, new BlockingWait());

    [Theory]
    [InlineData(Shape.Chain)]
    [InlineData(Shape.FanOut)]
    public void A_ring_that_publishes_by_slot_delivers_the_same(Shape shape) =>
        Deliver(shape, new AdaptiveWait(), Publication.Slot);

    private static void Deliver<TWait>(Shape shape, TWait wait, Publication by = Publication.Cursor)
        where TWait : struct, IWaitStrategy =>
        Watchdog.Guard(() =>
        {
            using var shaped = new ShapedPipeline<TWait>(shape, wait, by: by);
            shaped.Pipeline.Start();
            shaped.Publish(0, Events);
            Assert.True(shaped.Pipeline.Drain(Watchdog.Limit));
            shaped.AssertAllSaw(Events);
        });
}
