using LatencyEngine.Domain;
using LatencyEngine.Strategies.MarketMaking;

namespace LatencyEngine.Tests.Strategies;

/// <summary>Half spread 2 ticks, 5 lots a side, at most 20 either way, unless a test says
/// otherwise.</summary>
public sealed class MarketMakerTests
{
    private const long Second = StrategyBench.Second;

    [Fact]
    public void It_quotes_both_sides_of_the_middle()
    {
        var bench = NewBench();
        Assert.Equal(["#1 Buy 5 @ 98 Day PostOnly", "#2 Sell 5 @ 102 Day PostOnly"], bench.Quote(99, 101));
        Assert.Empty(bench.Accept(1));
        Assert.Empty(bench.Accept(2));
        Assert.Empty(bench.Quote(99, 101));
    }

    [Fact]
    public void Prices_between_ticks_are_rounded_away_from_the_middle()
    {
        var bench = NewBench();
        Assert.Equal(["#1 Buy 5 @ 97 Day PostOnly", "#2 Sell 5 @ 102 Day PostOnly"], bench.Quote(99, 100));
    }

    [Fact]
    public void The_half_spread_may_be_a_part_of_the_price()
    {
        var bench = NewBench(new() { [MarketMakerParameters.HalfSpreadPpmId] = 10_000 });
        Assert.Equal(["#1 Buy 5 @ 990 Day PostOnly", "#2 Sell 5 @ 1010 Day PostOnly"], bench.Quote(999, 1001));
    }

    [Fact]
    public void It_never_quotes_into_the_market()
    {
        var bench = NewBench(new() { [MarketMakerParameters.SkewPercentId] = 1_000 });
        bench.Port.Filled(1, 20);
        Assert.Equal(["#1 Sell 5 @ 91 Day PostOnly"], bench.Quote(90, 110)); // Unbounded it would be at 82.
    }

    [Fact]
    public void A_bid_below_zero_is_not_quoted()
    {
        var bench = NewBench();
        Assert.Equal(["#1 Sell 5 @ 4 Day PostOnly"], bench.Quote(1, 3));
    }

    [Fact]
    public void Inventory_moves_both_quotes_against_itself()
    {
        var bench = NewBench(new() { [MarketMakerParameters.HalfSpreadTicksId] = 10 });
        bench.Port.Filled(1, 10); // Half of the largest: a quarter of the distance, at half skew.
        Assert.Equal(["#1 Buy 5 @ 87 Day PostOnly", "#2 Sell 5 @ 108 Day PostOnly"], bench.Quote(99, 101));
        bench = NewBench(new() { [MarketMakerParameters.HalfSpreadTicksId] = 10 });
        bench.Port.Filled(1, -10);
        Assert.Equal(["#1 Buy 5 @ 92 Day PostOnly", "#2 Sell 5 @ 113 Day PostOnly"], bench.Quote(99, 101));
    }

    [Theory]
    [InlineData(18, new[] { "#1 Buy 2 @ 97 Day PostOnly", "#2 Sell 5 @ 102 Day PostOnly" })]
    [InlineData(20, new[] { "#1 Sell 5 @ 101 Day PostOnly" })]
    [InlineData(33, new[] { "#1 Sell 5 @ 101 Day PostOnly" })]
    [InlineData(-18, new[] { "#1 Buy 5 @ 98 Day PostOnly", "#2 Sell 2 @ 103 Day PostOnly" })]
    [InlineData(-20, new[] { "#1 Buy 5 @ 99 Day PostOnly" })]
    public void Sizes_end_at_the_largest_inventory(long position, string[] expected)
    {
        var bench = NewBench();
        bench.Port.Filled(1, position);
        Assert.Equal(expected, bench.Quote(99, 101));
    }

    [Fact]
    public void When_it_may_not_be_short_it_sells_only_what_it_holds()
    {
        var bench = NewBench(new() { [MarketMakerParameters.AllowShortId] = 0 });
        Assert.Equal(["#1 Buy 5 @ 98 Day PostOnly"], bench.Quote(99, 101));
        bench.Accept(1);
        Assert.Equal(["#2 Sell 3 @ 102 Day PostOnly"], bench.Fill(1, Side.Buy, 3, 2));
    }

    [Fact]
    public void Sizes_are_whole_multiples_of_the_lot_size()
    {
        var bench = NewBench(lotSize: 2);
        Assert.Equal(["#1 Buy 4 @ 98 Day PostOnly", "#2 Sell 4 @ 102 Day PostOnly"], bench.Quote(99, 101));
    }

    [Fact]
    public void Volatility_widens_the_quotes()
    {
        var bench = NewBench(new()
        {
            [MarketMakerParameters.VolatilityPercentId] = 100,
            [MarketMakerParameters.WarmUpSamplesId] = 2,
        });
        Assert.False(bench.Port.IsReady);
        Assert.Equal((0L, 2L), (bench.Port.HistoryHave, bench.Port.HistoryNeed));
        Assert.Empty(bench.Quote(999, 1001));
        bench.Now += Second;
        Assert.Empty(bench.Quote(1009, 1011));
        bench.Now += Second;
        Assert.Empty(bench.Quote(999, 1001)); // Warm with this one.
        Assert.Equal(["#1 Buy 5 @ 988 Day PostOnly", "#2 Sell 5 @ 1012 Day PostOnly"], bench.Quote(999, 1001));
    }

    [Fact]
    public void A_quote_moves_in_place_once_it_is_off_by_the_threshold()
    {
        var bench = QuotingBench(new() { [MarketMakerParameters.RequoteTicksId] = 3 });
        Assert.Empty(bench.Quote(101, 103));
        Assert.Equal(["replace #2 5 @ 105", "replace #1 5 @ 101"], bench.Quote(102, 104));
        Assert.Empty(bench.Quote(120, 122)); // Nothing while an answer is awaited.
        Assert.Equal(["replace #2 5 @ 123"], bench.Replaced(2, 105, 5));
    }

    [Fact]
    public void The_side_that_moves_away_goes_first_and_the_other_waits_for_its_confirmation()
    {
        var bench = QuotingBench();
        Assert.Equal(["replace #2 5 @ 122"], bench.Quote(119, 121)); // A bid of 118 would meet the ask at 102.
        Assert.Equal(["replace #1 5 @ 118"], bench.Replaced(2, 122, 5));
        bench.Replaced(1, 118, 5);
        Assert.Equal(["replace #1 5 @ 98"], bench.Quote(99, 101));
        Assert.Equal(["replace #2 5 @ 102"], bench.Replaced(1, 98, 5));
    }

    [Fact]
    public void A_side_that_is_in_the_way_of_the_other_moves_whatever_the_threshold()
    {
        var bench = QuotingBench(new() { [MarketMakerParameters.RequoteTicksId] = 6 });
        Assert.Equal(["replace #2 5 @ 107"], bench.Quote(104, 106)); // 5 away; but the bid belongs to 103, above 102.
    }

    [Fact]
    public void Quotes_do_not_change_more_often_than_allowed()
    {
        var bench = QuotingBench(new() { [MarketMakerParameters.RequoteMillisId] = 500 });
        Assert.Empty(bench.Quote(100, 102));
        Assert.Empty(bench.Wait(300 * StrategyBench.Milli));
        Assert.Equal(["replace #2 5 @ 103", "replace #1 5 @ 99"], bench.Wait(300 * StrategyBench.Milli));
    }

    [Fact]
    public void A_filled_quote_is_replaced_by_a_new_one_that_leans_against_it()
    {
        var bench = QuotingBench(new()
        {
            [MarketMakerParameters.HalfSpreadTicksId] = 10,
            [MarketMakerParameters.InventoryLotsMaxId] = 5,
            [MarketMakerParameters.SkewPercentId] = 40,
        });
        Assert.Equal(["replace #2 5 @ 106"], bench.Fill(1, Side.Buy, 5, 0));
        Assert.Empty(bench.Replaced(2, 106, 5));
        Assert.Equal(["#3 Buy 5 @ 90 Day PostOnly"], bench.Fill(2, Side.Sell, 5, 0)[..1]);
    }

    [Fact]
    public void A_partly_filled_quote_stays_and_is_not_topped_up()
    {
        var bench = QuotingBench(new() { [MarketMakerParameters.SkewPercentId] = 0 });
        Assert.Empty(bench.Fill(1, Side.Buy, 3, 2));
        Assert.Empty(bench.Quote(99, 101));
        Assert.Equal(["replace #1 8 @ 97", "replace #2 5 @ 101"], bench.Quote(98, 100)); // 3 filled and 5 more.
    }

    [Fact]
    public void A_quote_that_is_too_large_shrinks_at_its_price()
    {
        var bench = QuotingBench(new() { [MarketMakerParameters.SkewPercentId] = 0 });
        bench.Set(MarketMakerParameters.OrderLotsId, 2);
        Assert.Equal(["replace #1 2 @ 98", "replace #2 2 @ 102"], bench.Quote(99, 101));
    }

    [Fact]
    public void A_side_without_room_is_pulled()
    {
        var bench = QuotingBench(new() { [MarketMakerParameters.SkewPercentId] = 0 });
        bench.Set(MarketMakerParameters.InventoryLotsMaxId, 3);
        Assert.Equal(["replace #1 3 @ 98", "replace #2 3 @ 102"], bench.Quote(99, 101));
        bench.Replaced(1, 98, 3);
        bench.Replaced(2, 102, 3);
        bench.Set(MarketMakerParameters.InventoryLotsMaxId, 1);
        bench.Port.Filled(1, 1);
        Assert.Equal(["cancel #1", "replace #2 2 @ 102"], bench.Quote(99, 101));
    }

    [Fact]
    public void A_gap_pulls_both_quotes_until_the_next_quote()
    {
        var bench = QuotingBench();
        Assert.Equal(["cancel #1", "cancel #2"], bench.Gap());
        Assert.Empty(bench.Gap());
        Assert.Empty(bench.Ended(1));
        Assert.Empty(bench.Ended(2));
        bench.Now += Second;
        Assert.Equal(["#3 Buy 5 @ 98 Day PostOnly", "#4 Sell 5 @ 102 Day PostOnly"], bench.Quote(99, 101));
    }

    [Fact]
    public void A_gap_of_everything_pulls_thousands_of_quotes_over_several_events()
    {
        const int Instruments = 2_000;
        var bench = NewBench(instruments: Instruments);
        for (var id = 1u; id <= Instruments; id++) bench.Quote(99, 101, id);
        Assert.Equal(2 * Instruments, bench.LiveOrders);
        var wanted = new List<string>(bench.Gap(0));
        for (var i = 0; i < Instruments && wanted.Count < 2 * Instruments; i++)
            wanted.AddRange(bench.Wait(StrategyBench.Milli));
        Assert.Equal(2 * Instruments, wanted.Distinct().Count());
        Assert.All(wanted, w => Assert.StartsWith("cancel", w));
    }

    [Theory]
    [InlineData(null, 101L), InlineData(99L, null), InlineData(101L, 101L), InlineData(102L, 101L)]
    public void Without_a_middle_both_quotes_are_pulled(long? bid, long? ask) =>
        Assert.Equal(["cancel #1", "cancel #2"], QuotingBench().Quote(bid, ask));

    [Fact]
    public void Silence_pulls_both_quotes()
    {
        var bench = QuotingBench();
        bench.Wait(4 * Second);
        bench.Quote(99, 101);
        Assert.Empty(bench.Wait(4 * Second)); // The quote between made it fresh.
        Assert.Equal(["cancel #1", "cancel #2"], bench.Wait(2 * Second));
    }

    [Fact]
    public void Thousands_of_stale_quotes_are_pulled_over_several_events()
    {
        const int Instruments = 500;
        var bench = NewBench(instruments: Instruments);
        for (var id = 1u; id <= Instruments; id++) bench.Quote(99, 101, id);
        var wanted = new List<string>(bench.Wait(60 * Second));
        for (var i = 0; i < Instruments && wanted.Count < 2 * Instruments; i++)
            wanted.AddRange(bench.Wait(StrategyBench.Milli));
        Assert.Equal(2 * Instruments, wanted.Distinct().Count());
    }

    [Fact]
    public void Without_a_timer_for_the_silence_it_does_not_quote() =>
        Assert.Empty(NewBench(timers: 0).Quote(99, 101));

    [Fact]
    public void While_it_is_not_ready_quotes_are_pulled()
    {
        var bench = QuotingBench();
        bench.Port.State = StrategyState.Stopped;
        Assert.Equal(["cancel #1", "cancel #2"], bench.Quote(99, 101));
    }

    [Fact]
    public void More_warm_up_pulls_the_quotes_of_an_instrument_that_lacks_it()
    {
        var bench = QuotingBench();
        bench.Set(MarketMakerParameters.WarmUpSamplesId, 5);
        Assert.Equal(["cancel #1", "cancel #2"], bench.Quote(99, 101));
    }

    [Fact]
    public void Another_sampling_interval_warms_up_again()
    {
        var bench = QuotingBench();
        bench.Now += Second;
        bench.Quote(99, 101);
        Assert.Equal(1, bench.Port.HistoryHave);
        bench.Set(MarketMakerParameters.VolatilitySampleMillisId, 500);
        Assert.Equal(0, bench.Port.HistoryHave);
    }

    [Fact]
    public void A_rejected_quote_is_tried_again_after_pauses_that_grow()
    {
        var bench = NewBench();
        bench.Quote(99, 101);
        bench.Accept(2);
        Assert.Empty(bench.Reject(1));
        Assert.Empty(bench.Quote(99, 101));
        Assert.Equal(["#3 Buy 5 @ 98 Day PostOnly"], bench.Wait(Second));
        bench.Reject(3);
        Assert.Empty(bench.Wait(Second));
        Assert.Equal(["#4 Buy 5 @ 98 Day PostOnly"], bench.Wait(Second));
        bench.Accept(4);
        bench.Now += Second;
        bench.Quote(104, 106);
        Assert.Equal(2, bench.LiveOrders);
    }

    [Fact]
    public void A_post_only_quote_that_came_too_late_is_tried_again_at_the_next_change()
    {
        var bench = NewBench();
        bench.Quote(99, 101);
        Assert.Empty(bench.Reject(1, RejectReason.PostOnlyWouldTrade));
        Assert.Equal(["#3 Buy 5 @ 98 Day PostOnly"], bench.Wait(StrategyBench.Second / 5));
    }

    [Fact]
    public void A_refused_change_leaves_the_quote_where_it_is()
    {
        var bench = QuotingBench();
        bench.Quote(100, 102);
        Assert.Empty(bench.Reject(2, ended: false));
        Assert.Equal(["replace #2 5 @ 103"], bench.Wait(Second));
    }

    [Fact]
    public void An_order_that_is_unknown_to_the_venue_is_over()
    {
        var bench = QuotingBench();
        bench.Gap();
        bench.Reject(1, RejectReason.UnknownOrder, ended: false);
        bench.Now += 2 * Second;
        Assert.Equal(["#3 Buy 5 @ 98 Day PostOnly"], bench.Quote(99, 101));
    }

    [Fact]
    public void A_quote_that_another_canceled_comes_back_after_a_pause()
    {
        var bench = QuotingBench();
        Assert.Empty(bench.Ended(1));
        Assert.Empty(bench.Quote(99, 101));
        Assert.Equal(["#3 Buy 5 @ 98 Day PostOnly"], bench.Wait(Second));
    }

    [Fact]
    public void A_new_start_pulls_what_was_left_before_it_quotes()
    {
        var bench = QuotingBench();
        Assert.Equal(["cancel #1", "cancel #2"], bench.Start());
        Assert.Empty(bench.Quote(99, 101));
        Assert.Empty(bench.Ended(1));
        Assert.Equal(["#3 Buy 5 @ 98 Day PostOnly", "#4 Sell 5 @ 102 Day PostOnly"], bench.Ended(2));
    }

    [Fact]
    public void A_new_start_forgets_orders_that_ended_unseen()
    {
        var bench = QuotingBench();
        bench.Port.OrderEnded();
        bench.Port.OrderEnded();
        Assert.Empty(bench.Start());
        bench.Now += Second;
        Assert.Equal(["#3 Buy 5 @ 98 Day PostOnly", "#4 Sell 5 @ 102 Day PostOnly"], bench.Quote(99, 101));
    }

    [Fact]
    public void Wild_prices_are_not_quoted()
    {
        var bench = NewBench();
        Assert.Empty(bench.Quote(-5, -3));
        Assert.Empty(bench.Quote(0, 2));
        Assert.Empty(bench.Quote(1, long.MaxValue / StrategyBench.Tick));
    }

    internal static StrategyBench NewBench(
        Dictionary<int, long>? parameters = null, int instruments = 1, long lotSize = 1, int timers = 100_000)
    {
        parameters ??= [];
        parameters.TryAdd(MarketMakerParameters.HalfSpreadTicksId, 2);
        parameters.TryAdd(MarketMakerParameters.VolatilityPercentId, 0);
        parameters.TryAdd(MarketMakerParameters.WarmUpSamplesId, 0);
        parameters.TryAdd(MarketMakerParameters.OrderLotsId, 5);
        parameters.TryAdd(MarketMakerParameters.InventoryLotsMaxId, 20);
        return new StrategyBench(new MarketMaker(), parameters, instruments, lotSize, timers);
    }

    /// <summary>Both quotes rest, around 100, and may change at once.</summary>
    internal static StrategyBench QuotingBench(Dictionary<int, long>? parameters = null)
    {
        parameters ??= [];
        parameters.TryAdd(MarketMakerParameters.RequoteMillisId, 0);
        var bench = NewBench(parameters);
        Assert.Equal(2, bench.Quote(99, 101).Length);
        Assert.Empty(bench.Accept(1));
        Assert.Empty(bench.Accept(2));
        return bench;
    }
}
