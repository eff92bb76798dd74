using LatencyEngine.Domain;
using LatencyEngine.Venues.Simulation;

namespace LatencyEngine.Tests.Venues.Simulation;

/// <summary>
/// The market looks like one. Seeded, so that the bounds are wide for the reader and not for luck.
/// </summary>
public sealed class MarketStatisticsTests
{
    private const long WindowNanos = 50_000_000;

    private static readonly SimulationOptions Long =
        Market.OnlyQuotes with { InstrumentCount = 64, EventCount = 400_000 };

    public static TheoryData<MarketModel> Models =>
        [.. Enum.GetValues<MarketModel>().Where(model => model != MarketModel.None)];

    [Theory, MemberData(nameof(Models))]
    public void Spreads_are_a_few_ticks_and_wider_in_bursts(MarketModel model)
    {
        var calm = SpreadsOf(OptionsFor(model) with { BurstIntensity = 1 });
        var bursting = SpreadsOf(OptionsFor(model));
        Assert.True(calm.Min() == 1 && bursting.Min() == 1);
        Assert.InRange(calm.Average(), 1.2, 2.8);
        Assert.InRange(bursting.Average(), calm.Average() * 1.1, 4);
        Assert.InRange(bursting.Max(), 5, 40);
    }

    [Theory, MemberData(nameof(Models))]
    public void Trades_come_in_runs_of_one_side_and_are_a_tenth_of_what_happens(MarketModel model)
    {
        var trades = Market.Told<Trade>(OptionsFor(model) with { GapsPerMillion = 0 }).ToList();
        var last = new Dictionary<uint, Side>();
        var repeats = 0;
        foreach (var trade in trades)
        {
            if (last.GetValueOrDefault(trade.InstrumentId) == trade.Aggressor) repeats++;
            last[trade.InstrumentId] = trade.Aggressor;
        }

        Assert.InRange(repeats / (double)trades.Count, 0.65, 0.9);
        Assert.InRange(trades.Count(trade => trade.Aggressor == Side.Buy) / (double)trades.Count, 0.4, 0.6);
        Assert.InRange(trades.Count / (double)Market.Mixed.EventCount, 0.05, 0.2);
        Assert.Equal(Enumerable.Range(1, trades.Count), trades.Select(trade => (int)trade.VenueTradeIdRaw));
    }

    [Fact]
    public void Sizes_are_round_lots_with_a_heavy_tail()
    {
        var roundLots = Market.Told<Quote>(Long).Select(quote => quote.BidQuantity).ToList();
        Assert.All(roundLots, lots => Assert.True(lots % 100 == 0 || lots % 40 == 0));
        Assert.True(roundLots.Max() > 10 * roundLots.Average());
    }

    [Fact]
    public void Events_come_at_the_rate_that_was_asked_for()
    {
        var calm = CountsPerWindow(Long with { BurstIntensity = 1 });
        Assert.InRange(calm.Average(), 980, 1_020);
        Assert.InRange(DispersionOf(calm), 0.5, 3);
    }

    [Fact]
    public void Bursts_bunch_events()
    {
        var bursting = CountsPerWindow(Long);
        Assert.InRange(bursting.Average(), 600, 1_400);
        Assert.True(DispersionOf(bursting) > 50);
        Assert.True(bursting.Max() > 3 * bursting.Average());
    }

    [Fact]
    public void Popularity_falls_with_rank()
    {
        var quotes = Market.Told<Quote>(Long with { BurstIntensity = 1 });
        var counts = quotes.CountBy(quote => quote.InstrumentId).ToDictionary();
        double all = counts.Values.Sum();
        Assert.Equal(Long.InstrumentCount, counts.Count);
        Assert.InRange(counts[1] / all, 0.17, 0.25); // One over the 64th harmonic number is 0.21.
        Assert.InRange(counts[1] / (double)counts[8], 6, 10);
    }

    [Fact]
    public void Prices_wander_and_volatility_clusters()
    {
        var moves = MovesPerWindow(Long);
        var squares = moves.Select(move => move * move).ToList();
        var kurtosis = squares.Average(square => square * square) / Math.Pow(squares.Average(), 2);
        Assert.True(Math.Sqrt(squares.Average()) > 1, "The price hardly moves.");
        Assert.True(kurtosis > 5, $"Kurtosis {kurtosis}: as tame as a plain random walk.");
        Assert.True(Autocorrelation([.. moves.Select(Math.Abs)]) > 0.15, "Wild windows do not follow wild windows.");
        Assert.InRange(Autocorrelation(moves), -0.2, 0.25);
    }

    [Fact]
    public void Prices_stay_within_half_and_twice_their_start()
    {
        var wild = Long with
        {
            VolatilityMilliTicks = SimulationOptions.VolatilityMilliTicksMax,
            StartPriceMin = 1_000_000_000,
            StartPriceMax = 1_000_000_000,
        };
        foreach (var quote in Market.Told<Quote>(wild))
            Assert.True(quote.BidPrice >= 300_000_000 && quote.AskPrice <= 2_200_000_000);
    }

    private static SimulationOptions OptionsFor(MarketModel model) => model switch
    {
        MarketModel.OrderByOrder => Market.OnlyOrders,
        MarketModel.Depth => Market.OnlyLevels,
        _ => Market.OnlyQuotes,
    };

    private static List<long> SpreadsOf(SimulationOptions options) =>
        [.. Market.Told<Quote>(options).Select(quote => (quote.AskPriceRaw - quote.BidPriceRaw) / options.TickSizeMin)];

    private static List<double> CountsPerWindow(SimulationOptions options) =>
        [.. Market.Told(options)
            .Skip(1 + options.InstrumentCount)
            .CountBy(told => (told.TimestampNanos - options.StartNanos) / WindowNanos)
            .Select(pair => (double)pair.Value)
            .SkipLast(1)];

    /// <summary>
    /// How far the middle of the most popular instrument's spread moved in each window, in ticks.
    /// </summary>
    private static List<double> MovesPerWindow(SimulationOptions options)
    {
        var middles = Market.Told<Quote>(options)
            .Where(quote => quote.InstrumentId == 1)
            .GroupBy(quote => quote.TimestampNanos / WindowNanos)
            .Select(window => window.Last())
            .Select(quote => (quote.BidPriceRaw + quote.AskPriceRaw) / (2.0 * options.TickSizeMin))
            .ToList();
        return [.. middles.Zip(middles.Skip(1), (before, after) => after - before)];
    }

    /// <summary>Variance over mean: 1 for arrivals that know nothing of each other.</summary>
    private static double DispersionOf(List<double> counts)
    {
        var mean = counts.Average();
        return counts.Average(count => (count - mean) * (count - mean)) / mean;
    }

    private static double Autocorrelation(List<double> series)
    {
        var mean = series.Average();
        var covariance = series.Zip(series.Skip(1), (before, after) => (before - mean) * (after - mean)).Average();
        return covariance / series.Average(value => (value - mean) * (value - mean));
    }
}
