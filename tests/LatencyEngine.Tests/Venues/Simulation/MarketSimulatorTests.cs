using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.TestKit;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Simulation;

namespace LatencyEngine.Tests.Venues.Simulation;

/// <summary>The simulator keeps the contract of every feed.</summary>
public sealed class MarketSimulatorTests
{
    [Fact]
    public void It_begins_with_Connected_and_ends_with_Ended_and_the_number_of_messages()
    {
        var events = Market.Told(Market.Mixed).ToList();
        var (first, last) = (Market.Of<FeedStatus>(events[0]), Market.Of<FeedStatus>(events[^1]));
        var messages = events.Count(Market.EndsMessage);
        Assert.True(events[0].Is<FeedStatus>() && events[^1].Is<FeedStatus>());
        Assert.Equal((FeedState.Connected, 0UL, (ushort)1), (first.State, first.Messages, first.FeedId));
        Assert.Equal((FeedState.Ended, (ulong)messages), (last.State, last.Messages));
        Assert.InRange(events.Count, Market.Mixed.EventCount + 1, Market.Mixed.EventCount + 200);
    }

    [Fact]
    public void After_the_end_the_slot_is_left_alone()
    {
        using var feed = new MarketSimulator(Market.Mixed with { EventCount = 100 });
        EngineEvent slot = default;
        while (feed.TryRead(ref slot) == FeedRead.Event) continue;
        slot.TimestampNanos = 5;
        Assert.Equal(FeedRead.End, feed.TryRead(ref slot));
        Assert.Equal(5, slot.TimestampNanos);
    }

    [Fact]
    public void Progress_counts_what_was_told()
    {
        using var feed = new MarketSimulator(Market.Mixed with { GapsPerMillion = 1_000 });
        EngineEvent slot = default;
        var (events, gaps) = (0, 0);
        while (feed.TryRead(ref slot) == FeedRead.Event)
        {
            events++;
            if (slot.Is<FeedGap>()) gaps++;
        }

        Assert.True(gaps > 0);
        Assert.Equal((events, gaps), (feed.Progress.Events, feed.Progress.Gaps));
        Assert.Equal(slot.As<FeedStatus>().Messages, (ulong)feed.Progress.SourceMessages);
    }

    [Fact]
    public void Everything_is_flagged_as_simulated()
    {
        foreach (var told in Market.Told(Market.Mixed))
            Assert.True(
                Market.FlagsOf(told)?.HasFlag(MarketFlags.Simulated) ?? (told.Is<FeedStatus>() || told.Is<FeedGap>()));
    }

    [Fact]
    public void Every_instrument_opens_with_a_snapshot_before_anything_moves()
    {
        var opening = Market.Told(Market.Mixed)
            .Skip(1)
            .TakeWhile(told => Market.FlagsOf(told)!.Value.HasFlag(MarketFlags.Snapshot))
            .ToList();
        var quotes = opening.Where(told => told.Is<Quote>()).Select(Market.Of<Quote>).ToList();
        var ids = quotes.Select(quote => (int)quote.InstrumentId);
        Assert.Equal(Enumerable.Range(1, Market.Mixed.InstrumentCount), ids);
        Assert.All(quotes, quote => Assert.True(quote.Flags.HasFlag(MarketFlags.EndOfBatch)));
        Assert.All(opening, told => Assert.Equal(Market.Mixed.StartNanos, told.TimestampNanos));
    }

    [Fact]
    public void Time_never_goes_back_and_a_message_has_one_time_and_one_instrument()
    {
        var (nanos, instrument, open) = (0L, 0U, false);
        foreach (var told in Market.Told(Market.Mixed))
        {
            Assert.True(told.TimestampNanos >= nanos);
            if (open) Assert.Equal((nanos, instrument), (told.TimestampNanos, Market.InstrumentOf(told)));
            (nanos, instrument) = (told.TimestampNanos, Market.InstrumentOf(told));
            open = Market.FlagsOf(told) is not null && !Market.EndsMessage(told);
        }

        Assert.False(open);
    }

    [Fact]
    public void A_quote_comes_only_when_the_best_has_changed()
    {
        var quotes = new Dictionary<uint, (long?, long, long?, long)>();
        foreach (var quote in Market.Told<Quote>(Market.Mixed))
        {
            var best = (quote.BidPrice, quote.BidQuantity, quote.AskPrice, quote.AskQuantity);
            if (!quote.Flags.HasFlag(MarketFlags.Snapshot)) Assert.NotEqual(quotes[quote.InstrumentId], best);
            quotes[quote.InstrumentId] = best;
        }
    }

    [Fact]
    public void Each_instrument_speaks_only_the_messages_of_its_model()
    {
        using var feed = new MarketSimulator(Market.Mixed);
        foreach (var told in Market.Told(Market.Mixed).Where(told => told.Is<BookDelta>() || told.Is<BookOrder>()))
            Assert.Equal(
                told.Is<BookDelta>() ? MarketModel.Depth : MarketModel.OrderByOrder,
                feed.Instruments[(int)Market.InstrumentOf(told) - 1].MarketModel);
    }

    [Theory]
    [InlineData(20, 30, 50)]
    [InlineData(1, 0, 99)]
    [InlineData(0, 100, 0)]
    public void Models_have_the_shares_that_were_asked_for(int orders, int levels, int quotes)
    {
        using var feed = new MarketSimulator(Market.Mixed with
        {
            InstrumentCount = 1_000,
            OrderByOrderPercent = orders,
            DepthPercent = levels,
            TopOfBookPercent = quotes,
        });
        Assert.Equal(orders * 10, feed.Instruments.Count(terms => terms.MarketModel == MarketModel.OrderByOrder));
        Assert.Equal(levels * 10, feed.Instruments.Count(terms => terms.MarketModel == MarketModel.Depth));
        Assert.Equal(quotes * 10, feed.Instruments.Count(terms => terms.MarketModel == MarketModel.TopOfBook));
    }

    [Fact]
    public void Instruments_are_numbered_from_one_and_have_ticks_of_the_range()
    {
        const long Cent = 10_000_000;
        using var feed = new MarketSimulator(Market.Mixed with { InstrumentCount = 12_000, TickSizeMax = 5 * Cent });
        Assert.Equal(Enumerable.Range(1, 12_000), feed.Instruments.Select(terms => (int)terms.Id));
        Assert.Equal(("SIM0001", "SIM12000"), (feed.Instruments[0].Symbol, feed.Instruments[^1].Symbol));
        Assert.Equal([Cent, 2 * Cent, 5 * Cent], feed.Instruments.Select(terms => terms.TickSize).Distinct().Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(SimulationOptions.InstrumentCountMax)]
    public void Any_number_of_instruments_makes_a_market(int instruments)
    {
        var options = Market.Mixed with { InstrumentCount = instruments, EventCount = 600_000 };
        Assert.Equal(100, Market.Told<Trade>(options).Take(100).Count());
    }

    [Fact]
    public void Nothing_is_allocated_after_construction()
    {
        var options = Market.Mixed with { EventCount = 0, GapsPerMillion = 2_000, EventsPerSecond = 500 };
        using var feed = new MarketSimulator(options);
        EngineEvent slot = default;
        Allocation.AssertNone(() => feed.TryRead(ref slot));
        Assert.True(feed.Progress.Gaps > 0);
    }
}
