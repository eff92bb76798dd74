using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.SimulationTests.Interleavings;
using Xunit.Abstractions;

namespace LatencyEngine.SimulationTests.Rings;

/// <summary>
/// Every schedule of threads that sleep: no wake-up is lost, whoever waits for whom. A lost one leaves the
/// sleeper parked for ever, which the explorer reports as a deadlock.
/// </summary>
public sealed class WaitingInterleavingTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Publication.Cursor)]
    [InlineData(Publication.Slot)]
    public void A_sleeping_consumer_is_woken_by_the_producer(Publication publication)
    {
        Scenario New()
        {
            var rig = new RingRig(publication);
            var seen = new List<long>();
            var consumer = rig.First(seen, new BlockingWait(), stopAfter: 1);
            rig.Gates.Set(consumer.Sequence);
            return new Scenario()
                .Thread("producer", () => rig.PublishWaiting(new BusySpinWait(), 10, 11))
                .Thread("consumer", consumer.Run)
                .Outcome(() => string.Join(' ', seen))
                .CleanUp(rig.Dispose);
        }

        Report(Explorer.Explore(New).ShowsExactly(["10 11"]));
    }

    [Fact]
    public void A_sleeping_producer_is_woken_by_the_consumer_that_makes_room()
    {
        static Scenario New()
        {
            var rig = new RingRig(Publication.Cursor);
            var seen = new List<long>();
            var consumer = rig.First(seen, new BusySpinWait(), stopAfter: 3);
            rig.Gates.Set(consumer.Sequence);
            return new Scenario()
                .Thread("producer", () => rig.PublishWaiting(new BlockingWait(), 10, 11, 12, 13))
                .Thread("consumer", consumer.Run)
                .Outcome(() => string.Join(' ', seen))
                .CleanUp(rig.Dispose);
        }

        Report(Explorer.Explore(New).ShowsExactly(["10 11 12 13"]));
    }

    [Fact]
    public void Producer_and_consumer_may_both_sleep()
    {
        static Scenario New()
        {
            var rig = new RingRig(Publication.Slot);
            var seen = new List<long>();
            var consumer = rig.First(seen, new BlockingWait(), stopAfter: 2);
            rig.Gates.Set(consumer.Sequence);
            return new Scenario()
                .Thread("producer", () => rig.PublishWaiting(new BlockingWait(), 10, 11, 12))
                .Thread("consumer", consumer.Run)
                .Outcome(() => string.Join(' ', seen))
                .CleanUp(rig.Dispose);
        }

        Report(Explorer.Explore(New).ShowsExactly(["10 11 12"]));
    }

    [Fact]
    public void A_handler_that_sleeps_behind_another_is_woken_by_it()
    {
        static Scenario New()
        {
            var rig = new RingRig(Publication.Cursor);
            var seen = new List<long>();
            var first = rig.First([], new BlockingWait(), stopAfter: 0, addend: 100);
            var second = rig.Behind(seen, new BlockingWait(), stopAfter: 0, first);
            rig.Gates.Set(second.Sequence);
            return new Scenario()
                .Thread("producer", () => rig.PublishWaiting(new BusySpinWait(), 10))
                .Thread("first", first.Run)
                .Thread("second", second.Run)
                .Outcome(() => string.Join(' ', seen))
                .CleanUp(rig.Dispose);
        }

        Report(Explorer.Explore(New).ShowsExactly(["110"], forbidden: "10"));
    }

    [Fact]
    public void Two_sleepers_at_one_bell_are_both_woken()
    {
        static Scenario New()
        {
            var rig = new RingRig(Publication.Cursor);
            List<long> left = [], right = [];
            var one = rig.First(left, new BlockingWait(), stopAfter: 0);
            var two = rig.First(right, new BlockingWait(), stopAfter: 0);
            rig.Gates.Set(one.Sequence, two.Sequence);
            return new Scenario()
                .Thread("producer", () => rig.PublishWaiting(new BusySpinWait(), 10))
                .Thread("one", one.Run)
                .Thread("two", two.Run)
                .Outcome(() => $"{string.Join(' ', left)}, {string.Join(' ', right)}")
                .CleanUp(rig.Dispose);
        }

        Report(Explorer.Explore(New).ShowsExactly(["10, 10"]));
    }

    [Fact]
    public void A_sleeper_behind_two_producers_is_woken_by_the_one_it_waits_for()
    {
        static Scenario New()
        {
            var rig = new RingRig(Publication.Slot, severalProducers: true);
            var seen = new List<long>();
            var consumer = rig.First(seen, new BlockingWait(), stopAfter: 1);
            rig.Gates.Set(consumer.Sequence);
            return new Scenario()
                .Thread("one", () => rig.PublishWaiting(new BusySpinWait(), 10))
                .Thread("two", () => rig.PublishWaiting(new BusySpinWait(), 20))
                .Thread("consumer", consumer.Run)
                .Outcome(() => string.Join(' ', seen))
                .CleanUp(rig.Dispose);
        }

        Report(Explorer.Explore(New).ShowsExactly(["10 20", "20 10"], "10", "20"));
    }

    [Fact]
    public void A_sleeping_consumer_hears_a_halt()
    {
        static Scenario New()
        {
            var rig = new RingRig(Publication.Cursor);
            var seen = new List<long>();
            var consumer = rig.First(seen, new BlockingWait(), stopAfter: 9);
            rig.Gates.Set(consumer.Sequence);
            return new Scenario()
                .Thread("producer", () => rig.PublishWaiting(new BusySpinWait(), 10))
                .Thread("consumer", consumer.Run)
                .Thread("control", consumer.Halt)
                .Outcome(() => $"{consumer.State} after {consumer.Sequence.Value}, saw {seen.Count}")
                .CleanUp(rig.Dispose);
        }

        Report(Explorer.Explore(New).ShowsExactly(
            [$"{ProcessorState.Stopped} after -1, saw 0", $"{ProcessorState.Stopped} after 0, saw 1"],
            $"{ProcessorState.Stopped} after -1, saw 1", $"{ProcessorState.Stopped} after 0, saw 0"));
    }

    [Fact]
    public void A_producer_that_sleeps_for_room_is_released_when_the_ring_is_halted()
    {
        static Scenario New()
        {
            var rig = new RingRig(Publication.Cursor);
            var outcome = "";
            return new Scenario()
                .Thread("producer", () =>
                {
                    try
                    {
                        rig.PublishWaiting(new BlockingWait(), 10, 11, 12);
                        outcome = "overran the ring";
                    }
                    catch (RingHaltedException e)
                    {
                        outcome = $"released: {e.InnerException?.Message}";
                    }
                })
                .Thread("control", () => rig.Gates.Halt(new InvalidOperationException("the reason")))
                .Outcome(() => outcome)
                .CleanUp(rig.Dispose);
        }

        Report(Explorer.Explore(New).ShowsExactly(["released: the reason"], "overran the ring", "released: "));
    }

    [Fact]
    public void A_producer_that_sleeps_behind_a_failing_handler_is_released_with_the_cause()
    {
        static Scenario New()
        {
            var rig = new RingRig(Publication.Cursor);
            var consumer = rig.Failing(failAt: 0, new BlockingWait());
            rig.Gates.Set(consumer.Sequence);
            var outcome = "";
            return new Scenario()
                .Thread("producer", () =>
                {
                    try
                    {
                        rig.PublishWaiting(new BlockingWait(), 10, 11, 12);
                        outcome = "overran the failed event";
                    }
                    catch (RingHaltedException e)
                    {
                        outcome = $"released: {e.InnerException?.Message}";
                    }
                })
                .Thread("consumer", () =>
                {
                    consumer.Run();
                    rig.Gates.Halt(consumer.Failure!.Cause);
                })
                .Outcome(() => $"{outcome}; {consumer.State} after {consumer.Sequence.Value}")
                .CleanUp(rig.Dispose);
        }

        Report(Explorer.Explore(New).ShowsExactly(
            ["released: broken on purpose; Failed after -1"], "overran the failed event; Failed after -1"));
    }

    [Fact]
    public void A_drain_handles_exactly_what_was_published_before_it_was_asked_for()
    {
        static Scenario New()
        {
            var rig = new RingRig(Publication.Cursor);
            var seen = new List<long>();
            var consumer = rig.First(seen, new BlockingWait(), stopAfter: 9);
            rig.Gates.Set(consumer.Sequence);
            var target = 0L;
            return new Scenario()
                .Thread("producer", () =>
                {
                    if (rig.Single!.TryClaim(out var sequence)) rig.Publish(sequence, 10);
                })
                .Thread("consumer", consumer.Run)
                .Thread("control", () =>
                {
                    target = rig.Cursor;
                    consumer.DrainTo(target);
                })
                .Outcome(() => $"target {target}, {consumer.Sequence.Value - target} beyond")
                .CleanUp(rig.Dispose);
        }

        // What the consumer had done before it heard of the drain stays done.
        Report(Explorer.Explore(New).ShowsExactly(
            ["target -1, 0 beyond", "target -1, 1 beyond", "target 0, 0 beyond"], "target 0, -1 beyond"));
    }

    private void Report(Exploration exploration) => output.WriteLine(exploration.ToString());
}
