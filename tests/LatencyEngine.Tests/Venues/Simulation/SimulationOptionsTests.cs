using LatencyEngine.Domain;
using LatencyEngine.Venues.Simulation;

namespace LatencyEngine.Tests.Venues.Simulation;

public sealed class SimulationOptionsTests
{
    private static readonly SimulationOptions Default = new();

    public static TheoryData<string, SimulationOptions> Refused => new()
    {
        { nameof(SimulationOptions.InstrumentCount), Default with { InstrumentCount = 0 } },
        { nameof(SimulationOptions.InstrumentCount), Default with { InstrumentCount = 16_385 } },
        { nameof(SimulationOptions.EventCount), Default with { EventCount = -1 } },
        { nameof(SimulationOptions.StartNanos), Default with { StartNanos = -1 } },
        { nameof(SimulationOptions.StartNanos), Default with { StartNanos = long.MaxValue } },
        { nameof(SimulationOptions.EventsPerSecond), Default with { EventsPerSecond = 0 } },
        { nameof(SimulationOptions.EventsPerSecond), Default with { EventsPerSecond = 1_000_000_001 } },
        { nameof(SimulationOptions.OrderByOrderPercent), Default with { OrderByOrderPercent = -1 } },
        { nameof(SimulationOptions.DepthPercent), Default with { DepthPercent = 101 } },
        { nameof(SimulationOptions.TopOfBookPercent), Default with { TopOfBookPercent = 51 } },
        { nameof(SimulationOptions.TickSizeMin), Default with { TickSizeMin = 0 } },
        { nameof(SimulationOptions.TickSizeMax), Default with { TickSizeMax = 9_999_999 } },
        { nameof(SimulationOptions.StartPriceMin), Default with { StartPriceMin = 999_999_999 } },
        { nameof(SimulationOptions.StartPriceMax), Default with { StartPriceMax = 9_000_000_000 } },
        { nameof(SimulationOptions.StartPriceMax), Default with { TickSizeMin = 1 } },
        { nameof(SimulationOptions.VolatilityMilliTicks), Default with { VolatilityMilliTicks = 2_001 } },
        { nameof(SimulationOptions.BurstIntensity), Default with { BurstIntensity = 0 } },
        { nameof(SimulationOptions.BurstIntensity), Default with { BurstIntensity = 65 } },
        { nameof(SimulationOptions.GapsPerMillion), Default with { GapsPerMillion = 1_000_001 } },
        { nameof(SimulationOptions.FeedId), Default with { FeedId = 0 } },
        { nameof(SimulationOptions.VenueId), Default with { VenueId = 0 } },
    };

    [Theory, MemberData(nameof(Refused))]
    public void An_impossible_option_is_refused_by_its_name(string name, SimulationOptions options)
    {
        var refusal = Assert.ThrowsAny<ArgumentException>(() => new MarketSimulator(options));
        Assert.Equal(name, refusal.ParamName);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_are_valid() => Default.Validate();

    /// <summary>
    /// The corners of the ranges: no price leaves the positive numbers, and nothing overflows.
    /// </summary>
    [Theory]
    [InlineData(1, 1, 100, 500_000_000)]
    [InlineData(1, 1_000_000, 100_000_000, 500_000_000)]
    [InlineData(10_000_000_000_000_000, 10_000_000_000_000_000, 1_000_000_000_000_000_000, 1_000_000_000_000_000_000)]
    public void The_corners_of_the_ranges_make_markets(long tickMin, long tickMax, long priceMin, long priceMax)
    {
        var wild = Market.Mixed with
        {
            TickSizeMin = tickMin,
            TickSizeMax = tickMax,
            StartPriceMin = priceMin,
            StartPriceMax = priceMax,
            VolatilityMilliTicks = SimulationOptions.VolatilityMilliTicksMax,
            BurstIntensity = SimulationOptions.BurstIntensityMax,
        };
        foreach (var quote in Market.Told<Quote>(wild))
        {
            Assert.True(quote.BidPrice > 0 && quote.BidPrice < quote.AskPrice);
            Assert.True(quote.BidQuantity > 0 && quote.AskQuantity > 0);
        }
    }
}
