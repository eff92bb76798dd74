using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Venues.Simulation;

/// <summary>Applies the levels to a plain book, which refuses what no market could do.</summary>
public sealed class DepthMarketTests
{
    private const int LevelsMax = 16;

    [Fact]
    public void Levels_make_a_book_that_never_crosses_and_whose_best_is_the_quote()
    {
        var (books, quotes, messages) = (NewBooks(), new Dictionary<uint, Quote>(), 0);
        foreach (var told in Market.Told(Market.OnlyLevels with { GapsPerMillion = 200 }))
        {
            var instrument = Market.InstrumentOf(told);
            if (told.Is<BookDelta>()) books[instrument].Apply(Market.Of<BookDelta>(told));
            if (told.Is<Quote>()) quotes[instrument] = Market.Of<Quote>(told);
            if (!Market.EndsMessage(told)) continue;
            var book = books[instrument];
            book.AssertBestIs(quotes[instrument]);
            Assert.False(book.IsCrossed);
            Assert.InRange(book.Bids.Count, 1, LevelsMax);
            Assert.InRange(book.Asks.Count, 1, LevelsMax);
            messages++;
        }

        Assert.True(messages > 80_000);
    }

    [Fact]
    public void Quantities_are_positive_and_prices_are_whole_ticks_above_zero()
    {
        var tick = Market.OnlyLevels.TickSizeMin;
        foreach (var delta in Market.Told<BookDelta>(Market.OnlyLevels).Where(delta => delta.Action != BookAction.Clear))
        {
            Assert.Equal(delta.Action == BookAction.Set, delta.Quantity > 0);
            Assert.True(delta.Price > 0);
            Assert.Equal(0, delta.Price % tick);
        }
    }

    [Fact]
    public void A_visible_trade_is_at_the_best_price_and_takes_what_it_traded()
    {
        var quotes = new Dictionary<uint, Quote>();
        Trade? trade = null;
        var checkedTrades = 0;
        foreach (var told in Market.Told(Market.OnlyLevels))
        {
            if (told.Is<BookDelta>() && trade is { } last && Market.Of<BookDelta>(told) is var delta)
            {
                var quote = quotes[last.InstrumentId];
                var bought = last.Aggressor == Side.Buy;
                Assert.Equal(bought ? quote.AskPrice : quote.BidPrice, last.Price);
                Assert.Equal((bought ? quote.AskQuantity : quote.BidQuantity) - last.Quantity, delta.Quantity);
                checkedTrades++;
            }

            var isVisible = told.Is<Trade>() && !Market.EndsMessage(told);
            trade = isVisible ? Market.Of<Trade>(told) : null;
            if (told.Is<Quote>()) quotes[Market.InstrumentOf(told)] = Market.Of<Quote>(told);
        }

        Assert.True(checkedTrades > 5_000);
    }

    private static Dictionary<uint, PlainLevelBook> NewBooks() =>
        Enumerable.Range(1, Market.OnlyLevels.InstrumentCount).ToDictionary(id => (uint)id, _ => new PlainLevelBook());
}
