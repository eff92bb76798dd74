using LatencyEngine.SimulationTests.Interleavings;

namespace LatencyEngine.SimulationTests.Models;

/// <summary>The explorer finds every mistake that a small ring can make, and none in a correct one.</summary>
public sealed class ModelRingTests
{
    [Theory]
    [InlineData(1, 3, false)]
    [InlineData(2, 3, false)]
    [InlineData(1, 2, true)]
    [InlineData(2, 2, true)]
    public void A_correct_ring_delivers_in_order_under_every_schedule(int capacity, int events, bool parks) =>
        Explorer.Explore(() => OneProducer(capacity, events, parks, Mistake.None))
            .ShowsExactly(acceptable: ["in order"], forbidden: ["out of order", "incomplete"]);

    [Fact]
    public void A_correct_ring_with_two_producers_loses_nothing() =>
        Explorer.Explore(() => TwoProducers(capacity: 2, Mistake.None))
            .ShowsExactly(acceptable: ["1 2", "2 1"], forbidden: ["1 1", "2 2", "0 1", "0 2", "1 0", "2 0"]);

    [Theory]
    [InlineData(Mistake.PublishBeforeWrite)]
    [InlineData(Mistake.IgnoreGate)]
    [InlineData(Mistake.GateOffByOne)]
    [InlineData(Mistake.ReleaseBeforeRead)]
    internal void A_wrong_value_is_found(Mistake mistake)
    {
        var exploration = Explorer.Explore(() => OneProducer(capacity: 1, events: 3, parks: false, mistake));

        Assert.Contains("out of order", exploration.Outcomes.Keys);
    }

    [Fact]
    public void A_slot_that_is_read_before_it_is_written_is_found_when_producers_publish_out_of_turn() =>
        Assert.Contains("0 2", Explorer.Explore(() => TwoProducers(2, Mistake.PublishOutOfTurn)).Outcomes.Keys);

    [Fact]
    public void A_claim_that_is_not_atomic_is_found() =>
        Explorer.Explore(() => TwoProducers(2, Mistake.ClaimNotAtomic)).FailsWith(FailureKind.Livelock);

    [Theory]
    [InlineData(Mistake.ParkWithoutRecheck)]
    [InlineData(Mistake.SignalBeforePublish)]
    internal void A_lost_wake_up_is_found(Mistake mistake)
    {
        var failure = Explorer.Explore(() => OneProducer(capacity: 2, events: 1, parks: true, mistake))
            .FailsWith(FailureKind.Deadlock);

        Assert.Equal("nothing can go on: consumer is Parked", failure.Reason);
    }

    private static Scenario OneProducer(int capacity, int events, bool parks, Mistake mistake)
    {
        var ring = new ModelRing(capacity, mistake);
        List<long> consumed = [];
        return new Scenario()
            .Thread("producer", () =>
            {
                for (var value = 1; value <= events; value++) ring.Publish(value);
            })
            .Thread("consumer", () => consumed = ring.Consume(events, parks))
            .Outcome(() => consumed.SequenceEqual(Enumerable.Range(1, events).Select(i => (long)i)) ? "in order"
                : consumed.Count < events ? "incomplete" : "out of order");
    }

    private static Scenario TwoProducers(int capacity, Mistake mistake)
    {
        var ring = new ModelRing(capacity, mistake);
        List<long> consumed = [];
        return new Scenario()
            .Thread("one", () => ring.Publish(1))
            .Thread("two", () => ring.Publish(2))
            .Thread("consumer", () => consumed = ring.Consume(2, parks: false))
            .Outcome(() => consumed.Count == 2 ? $"{consumed[0]} {consumed[1]}" : "incomplete");
    }
}
