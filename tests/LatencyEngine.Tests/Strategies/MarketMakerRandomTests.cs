using LatencyEngine.Domain;
using LatencyEngine.Strategies.MarketMaking;

namespace LatencyEngine.Tests.Strategies;

/// <summary>The market maker before markets and venues made by a seed.</summary>
public sealed class MarketMakerRandomTests
{
    private const long Second = StrategyBench.Second;
    private const int RandomInstruments = 3;

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public void Whatever_the_venue_does_position_and_orders_stay_within_bounds(int seed)
    {
        var (bench, venue) = RandomRun(seed);
        Assert.True(venue.Orders > 200 && venue.Fills > 200 && venue.Replaces > 200);
        bench.Port.State = StrategyState.Stopped;
        for (var id = 1u; id <= RandomInstruments; id++) venue.Take(bench.Quote(99, 101, id));
        venue.AnswerAll();
    }

    [Fact]
    public void The_same_tape_gives_the_same_intents_and_the_same_hash()
    {
        var (one, _) = RandomRun(seed: 7);
        var (other, _) = RandomRun(seed: 7);
        Assert.Equal(one.Journal, other.Journal);
        Assert.Equal(one.Hash, other.Hash);
        Assert.NotEqual(one.Hash, RandomRun(seed: 8).Bench.Hash);
    }

    private static (StrategyBench Bench, RandomVenue Venue) RandomRun(int seed)
    {
        var bench = MarketMakerTests.NewBench(
            new() { [MarketMakerParameters.VolatilityPercentId] = 50 }, RandomInstruments);
        bench.KeepsJournal = true;
        var venue = new RandomVenue(bench, new Random(seed), mostOrdersPerInstrument: 2);
        for (var step = 0; step < 6_000; step++)
        {
            bench.Now += 40 * StrategyBench.Milli;
            var id = venue.NextInstrument(RandomInstruments);
            var bid = venue.NextPrice();
            if (venue.Chance(200)) venue.Take(bench.Gap(venue.Chance(2) ? 0 : id));
            else if (venue.Chance(400)) venue.Take(bench.Wait(6 * Second));
            else venue.Take(bench.Quote(bid, venue.Chance(100) ? null : bid + 2, id));
            for (var i = 0; i < 3; i++) venue.Step();
            CheckInventory(bench, venue);
        }

        return (bench, venue);
    }

    private static void CheckInventory(StrategyBench bench, RandomVenue venue)
    {
        for (var id = 1u; id <= RandomInstruments; id++)
        {
            var position = bench.Port.Position(id);
            var buys = venue.Live.Where(o => o.Id == id && o.Side == Side.Buy).Sum(o => o.Leaves);
            var sells = venue.Live.Where(o => o.Id == id && o.Side == Side.Sell).Sum(o => o.Leaves);
            Assert.True(position + buys <= 20, $"{position} and {buys} to buy");
            Assert.True(position - sells >= -20, $"{position} and {sells} to sell");
        }
    }
}
