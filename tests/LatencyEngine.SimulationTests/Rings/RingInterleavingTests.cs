using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.SimulationTests.Interleavings;
using Xunit.Abstractions;

namespace LatencyEngine.SimulationTests.Rings;

/// <summary>Every schedule of the product's ring with two slots: delivery, order and wrap-around.</summary>
public sealed class RingInterleavingTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Publication.Cursor)]
    [InlineData(Publication.Slot)]
    public void One_consumer_sees_every_event_once_and_in_order(Publication publication)
    {
        Scenario New()
        {
            var rig = new RingRig(publication);
            var seen = new List<long>();
            var consumer = rig.First(seen, new BusySpinWait(), stopAfter: 3);
            rig.Gates.Set(consumer.Sequence);
            return new Scenario()
                .Thread("producer", () => rig.PublishWaiting(new BusySpinWait(), 10, 11, 12, 13))
                .Thread("consumer", consumer.Run)
                .Outcome(() => string.Join(' ', seen))
                .CleanUp(rig.Dispose);
        }

        var result = Explorer.Explore(New)
            .ShowsExactly(["10 11 12 13"], "12 11 12 13", "10 13 12 13", "0 11 12 13", "10 11 12");
        output.WriteLine(result.ToString());
    }

    [Theory]
    [InlineData(Publication.Cursor)]
    [InlineData(Publication.Slot)]
    public void A_full_ring_refuses_and_never_overwrites(Publication publication)
    {
        Scenario New()
        {
            var rig = new RingRig(publication);
            var seen = new List<long>();
            var consumer = rig.First(seen, new BusySpinWait(), stopAfter: 1);
            rig.Gates.Set(consumer.Sequence);
            var refused = 0;
            return new Scenario()
                .Thread("producer", () =>
                {
                    for (var value = 10; value < 14; value++)
                    {
                        if (rig.Single!.TryClaim(out var sequence)) rig.Publish(sequence, value);
                        else refused++;
                    }
                })
                .Thread("consumer", consumer.Run)
                .Outcome(() =>
                {
                    Assert.Equal(refused, rig.Single!.RefusalCount);
                    return $"saw {string.Join(' ', seen)}, refused {refused}";
                })
                .CleanUp(rig.Dispose);
        }

        var result = Explorer.Explore(New).ShowsExactly(
            ["saw 10 11, refused 0", "saw 10 11, refused 1", "saw 10 11, refused 2"],
            "saw 12 11, refused 0", "saw 10 13, refused 0", "saw 12 11, refused 1");
        output.WriteLine(result.ToString());
    }

    [Theory]
    [InlineData(Publication.Cursor)]
    [InlineData(Publication.Slot)]
    public void A_chained_consumer_sees_what_the_one_before_has_done(Publication publication)
    {
        Scenario New()
        {
            var rig = new RingRig(publication);
            List<long> seenFirst = [], seenSecond = [];
            var first = rig.First(seenFirst, new BusySpinWait(), stopAfter: 2, addend: 100);
            var second = rig.Behind(seenSecond, new BusySpinWait(), stopAfter: 2, first);
            rig.Gates.Set(second.Sequence);
            return new Scenario()
                .Thread("producer", () => rig.PublishWaiting(new BusySpinWait(), 10, 11, 12))
                .Thread("first", first.Run)
                .Thread("second", second.Run)
                .Outcome(() => $"{string.Join(' ', seenFirst)} -> {string.Join(' ', seenSecond)}")
                .CleanUp(rig.Dispose);
        }

        var result = Explorer.Explore(New).ShowsExactly(
            ["10 11 12 -> 110 111 112"], "10 11 12 -> 10 111 112", "10 11 12 -> 110 111", "10 11 112 -> 110 111 112");
        output.WriteLine(result.ToString());
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, 1)]
    public void The_join_of_a_diamond_waits_for_both_sides(int events, int? preemptions)
    {
        Scenario New()
        {
            var rig = new RingRig(Publication.Cursor);
            List<long> seen = [], ignored = [];
            var values = new long[] { 10, 11 }[..events];
            var left = rig.First(ignored, new BusySpinWait(), stopAfter: events - 1, addend: 100);
            var right = rig.First([], new BusySpinWait(), stopAfter: events - 1);
            var join = rig.Behind(seen, new BusySpinWait(), stopAfter: events - 1, left, right);
            rig.Gates.Set(join.Sequence);
            return new Scenario()
                .Thread("producer", () => rig.PublishWaiting(new BusySpinWait(), values))
                .Thread("left", left.Run)
                .Thread("right", right.Run)
                .Thread("join", join.Run)
                .Outcome(() => string.Join(' ', seen))
                .CleanUp(rig.Dispose);
        }

        var result = Explorer.Explore(New, new Bounds { Preemptions = preemptions })
            .ShowsExactly([events == 1 ? "110" : "110 111"], "10", "10 11", "10 111", "110 11");
        output.WriteLine(result.ToString());
    }

    [Fact]
    public void Two_producers_lose_nothing_and_keep_their_own_order()
    {
        Scenario New()
        {
            var rig = new RingRig(Publication.Slot, severalProducers: true);
            var seen = new List<long>();
            var consumer = rig.First(seen, new BusySpinWait(), stopAfter: 2);
            rig.Gates.Set(consumer.Sequence);
            return new Scenario()
                .Thread("one", () => rig.PublishWaiting(new BusySpinWait(), 10, 11))
                .Thread("two", () => rig.PublishWaiting(new BusySpinWait(), 20))
                .Thread("consumer", consumer.Run)
                .Outcome(() => string.Join(' ', seen))
                .CleanUp(rig.Dispose);
        }

        var result = Explorer.Explore(New).ShowsExactly(
            ["10 11 20", "10 20 11", "20 10 11"], "11 10 20", "10 11", "10 20", "20 20 11", "0 10 11");
        output.WriteLine(result.ToString());
    }
}
