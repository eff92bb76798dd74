using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Trading.Matching;

/// <summary>Nothing arrives between two changes of a book that the venue told together.</summary>
public sealed class BatchTests : IDisposable
{
    private readonly PaperVenue _venue = new(MarketModel.Depth);

    public BatchTests()
    {
        _venue.Level(Side.Sell, 101, 10, MarketFlags.None);
        _venue.Level(Side.Sell, 102, 10);
    }

    public void Dispose() => _venue.Dispose();

    [Theory, InlineData(0), InlineData(100)]
    public void An_order_finds_the_book_as_it_is_when_all_of_it_is_told(long latencyNanos)
    {
        _venue.Latency(latencyNanos);
        if (latencyNanos > 0) _venue.Buy(5, 102);
        _venue.Level(Side.Sell, 101, 0, MarketFlags.None);
        if (latencyNanos == 0) _venue.Buy(5, 102);
        _venue.Tick(latencyNanos);
        Assert.Empty(_venue.Lines());
        _venue.Level(Side.Sell, 102, 0, MarketFlags.None);
        _venue.Level(Side.Sell, 103, 10);
        _venue.Tick();
        Assert.Equal(["accepted 1"], _venue.Lines());
    }

    [Fact]
    public void What_waits_for_the_end_of_a_batch_arrives_in_its_order()
    {
        _venue.Level(Side.Sell, 101, 0, MarketFlags.None);
        for (var i = 0; i < 70; i++) _venue.Buy(1, 50);
        _venue.Cancel(70);
        _venue.Tick();
        Assert.Empty(_venue.Lines());
        _venue.Level(Side.Sell, 103, 10);
        _venue.Tick();
        _venue.Tick();
        Assert.Equal(
            [.. Enumerable.Range(1, 70).Select(id => $"accepted {id}"), "canceled 70: 1 Requested"], _venue.Lines());
    }

    [Fact]
    public void An_order_that_is_taking_waits_for_the_end_of_a_batch_too()
    {
        const int Levels = 140;
        using var venue = new PaperVenue(MarketModel.Depth, levels: 256);
        for (var level = 0; level < Levels; level++)
            venue.Level(
                Side.Sell, 101 + level, 1, level == Levels - 1 ? MarketFlags.EndOfBatch : MarketFlags.None);
        venue.Buy(Levels, 500);
        venue.Level(Side.Sell, 101 + Levels, 1, MarketFlags.None);
        Assert.Equal(1 + 64 + 64, venue.Lines().Length);
        venue.Tick();
        venue.Level(Side.Sell, 101 + Levels, 1);
        Assert.Empty(venue.Lines());
        venue.Tick();
        Assert.Equal(Levels - 64 - 64, venue.Lines().Length);
    }

    [Fact]
    public void A_book_that_is_not_trusted_lets_nobody_wait()
    {
        _venue.Level(Side.Sell, 101, 0, MarketFlags.None);
        _venue.Buy(5, 102);
        _venue.Gap();
        _venue.Tick();
        Assert.Equal(["accepted 1"], _venue.Lines());
    }
}
