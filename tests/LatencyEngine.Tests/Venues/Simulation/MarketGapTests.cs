using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Tests.Venues.Simulation;

/// <summary>Lost messages are announced, and what follows is enough to be right again.</summary>
public sealed class MarketGapTests
{
    private const MarketFlags Resent = MarketFlags.Simulated | MarketFlags.Snapshot | MarketFlags.Recovered;

    [Fact]
    public void A_gap_is_followed_by_a_complete_snapshot()
    {
        var events = Market.Told(Market.Mixed with { GapsPerMillion = 1_000 }).ToList();
        var gaps = Enumerable.Range(0, events.Count).Where(i => events[i].Is<FeedGap>()).ToList();
        Assert.True(gaps.Count > 50);
        foreach (var model in Enum.GetValues<MarketModel>().Where(model => model != MarketModel.None))
            Assert.Contains(gaps, i => ClearsOf(events[i + 2]) == model);
        foreach (var i in gaps) CheckRecovery(events, i);
    }

    [Fact]
    public void A_gap_counts_messages_that_were_not_told()
    {
        var due = new Dictionary<uint, ulong>();
        foreach (var told in Market.Told(Market.Mixed with { GapsPerMillion = 1_000 }))
        {
            var instrument = Market.InstrumentOf(told);
            if (told.Is<FeedGap>())
            {
                var gap = Market.Of<FeedGap>(told);
                Assert.Equal(due.GetValueOrDefault(instrument, 1UL), gap.Expected);
                Assert.InRange(gap.Received - gap.Expected, 1UL, 32UL);
                due[instrument] = gap.Received;
            }

            if (Market.EndsMessage(told) && !Market.FlagsOf(told)!.Value.HasFlag(MarketFlags.Snapshot))
                due[instrument] = due.GetValueOrDefault(instrument, 1UL) + 1;
        }
    }

    [Fact]
    public void What_was_lost_changed_the_book_and_what_survived_keeps_its_id()
    {
        var (books, kept, changed, gaps) = (new Dictionary<uint, PlainOrderBook>(), 0, 0, 0);
        var before = new List<(ulong Id, long Price, long Lots)>();
        foreach (var told in Market.Told(Market.OnlyOrders with { GapsPerMillion = 1_000 }))
        {
            var instrument = Market.InstrumentOf(told);
            if (instrument == 0) continue;
            if (!books.TryGetValue(instrument, out var book)) books[instrument] = book = new PlainOrderBook();
            if (told.Is<FeedGap>()) before = [.. book.Orders];
            if (told.Is<BookOrder>()) book.Apply(Market.Of<BookOrder>(told));
            if (Market.FlagsOf(told) != (Resent | MarketFlags.EndOfBatch)) continue;
            gaps++;
            kept += book.Orders.Intersect(before).Count();
            if (!book.Orders.SequenceEqual(before)) changed++;
        }

        Assert.True(changed > gaps * 9 / 10);
        Assert.True(kept > gaps * 5);
    }

    [Fact]
    public void Without_gaps_nothing_is_lost() =>
        Assert.Empty(Market.Told<FeedGap>(Market.Mixed with { GapsPerMillion = 0 }));

    /// <summary>Gap, Resynchronizing, a cleared book, the whole book, its quote, Connected.</summary>
    private static void CheckRecovery(List<EngineEvent> events, int gap)
    {
        var instrument = Market.InstrumentOf(events[gap]);
        Assert.Equal(FeedState.Resynchronizing, Market.Of<FeedStatus>(events[gap + 1]).State);
        var connected = events.FindIndex(gap + 2, told => told.Is<FeedStatus>());
        Assert.Equal(FeedState.Connected, Market.Of<FeedStatus>(events[connected]).State);
        for (var i = gap + 2; i < connected; i++)
        {
            Assert.Equal(instrument, Market.InstrumentOf(events[i]));
            Assert.Equal(i == connected - 1 ? Resent | MarketFlags.EndOfBatch : Resent, Market.FlagsOf(events[i]));
        }

        Assert.True(events[connected - 1].Is<Quote>());
        CheckBook(events[(gap + 2)..connected]);
    }

    private static void CheckBook(List<EngineEvent> snapshot)
    {
        var quote = Market.Of<Quote>(snapshot[^1]);
        var (orders, levels) = (new PlainOrderBook(), new PlainLevelBook());
        foreach (var told in snapshot)
        {
            if (told.Is<BookOrder>()) orders.Apply(Market.Of<BookOrder>(told));
            if (told.Is<BookDelta>()) levels.Apply(Market.Of<BookDelta>(told));
        }

        var model = ClearsOf(snapshot[0]);
        if (model == MarketModel.OrderByOrder) orders.AssertBestIs(quote);
        else if (model == MarketModel.Depth) levels.AssertBestIs(quote);
        else Assert.Single(snapshot);
    }

    /// <summary>Which model's book an event empties; a quote alone replaces the one before.</summary>
    private static MarketModel ClearsOf(EngineEvent told)
    {
        if (told.Is<BookOrder>() && Market.Of<BookOrder>(told).Action == BookOrderAction.Clear)
            return MarketModel.OrderByOrder;
        if (told.Is<BookDelta>() && Market.Of<BookDelta>(told).Action == BookAction.Clear) return MarketModel.Depth;
        return told.Is<Quote>() ? MarketModel.TopOfBook : MarketModel.None;
    }
}
