using LatencyEngine.Domain;
using LatencyEngine.Strategies.MovingAverageCrossover;

namespace LatencyEngine.Tests.Strategies;

public sealed class CrossoverStrategyTests
{
    private const long Second = StrategyBench.Second;

    [Fact]
    public void It_is_warm_with_the_slow_period_and_the_first_comparison_is_no_crossing()
    {
        var bench = NewBench();
        Assert.Equal((0L, 3L), (bench.Port.HistoryHave, bench.Port.HistoryNeed));
        bench.Bar(10);
        bench.Bar(11);
        Assert.False(bench.Port.IsReady);
        Assert.Empty(bench.Bar(12));
        Assert.True(bench.Port.IsReady);
        Assert.Empty(bench.Bar(13));
    }

    [Fact]
    public void A_crossing_upward_buys_and_one_downward_sells_what_it_holds()
    {
        var bench = WarmBench();
        Assert.Equal(["signal up", "#1 Buy 10 @ market Ioc"], bench.Bar(14));
        Assert.Empty(bench.Accept(1));
        Assert.Empty(bench.Fill(1, Side.Buy, 10, 0));
        Assert.Empty(bench.Bar(8));
        Assert.Equal(["signal down", "#2 Sell 10 @ market Ioc"], bench.Bar(8));
        bench.Fill(2, Side.Sell, 10, 0);
        Assert.Equal(0, bench.Port.Position(1));
    }

    [Fact]
    public void When_it_may_be_short_a_crossing_turns_the_position()
    {
        var bench = WarmBench(new() { [CrossoverParameters.AllowShortId] = 1 });
        bench.Bar(14);
        bench.Fill(1, Side.Buy, 10, 0);
        bench.Bar(8);
        Assert.Equal(["signal down", "#2 Sell 20 @ market Ioc"], bench.Bar(8));
    }

    [Fact]
    public void A_crossing_downward_from_flat_orders_nothing_unless_it_may_be_short()
    {
        Assert.Equal(["signal down"], CrossDownFromFlat(new()));
        Assert.Equal(
            ["signal down", "#1 Sell 10 @ market Ioc"],
            CrossDownFromFlat(new() { [CrossoverParameters.AllowShortId] = 1 }));
    }

    [Fact]
    public void Averages_that_touch_do_not_cross()
    {
        var bench = WarmBench();
        Assert.Empty(bench.Bar(12)); // 11 and 11.
        Assert.Empty(bench.Bar(8)); // Below as before.
    }

    [Fact]
    public void Limits_go_through_the_opposite_best_or_the_last_price()
    {
        var bench = WarmBench(Limits());
        Assert.Equal(["signal up", "#1 Buy 10 @ 16 Ioc"], bench.Bar(14));
        bench.Fill(1, Side.Buy, 10, 0);
        bench.Quote(7, 9);
        bench.Bar(8);
        Assert.Equal(["signal down", "#2 Sell 10 @ 5 Ioc"], bench.Bar(8));
    }

    [Fact]
    public void A_quote_from_before_a_gap_prices_nothing()
    {
        foreach (var gapInstrument in new[] { 0u, 1u })
        {
            var bench = WarmBench(Limits());
            bench.Quote(99, 100);
            bench.Gap(gapInstrument);
            Assert.Equal(["signal up", "#1 Buy 10 @ 16 Ioc"], bench.Bar(14));
        }
    }

    [Fact]
    public void A_limit_to_sell_stays_above_zero()
    {
        var parameters = Limits();
        parameters[CrossoverParameters.AllowShortId] = 1;
        parameters[CrossoverParameters.LimitTicksId] = 10_000;
        Assert.Equal(["signal down", "#1 Sell 10 @ 1 Ioc"], CrossDownFromFlat(parameters));
    }

    [Fact]
    public void The_rest_of_a_partial_fill_is_tried_again_after_a_pause()
    {
        var bench = WarmBench();
        bench.Bar(14);
        bench.Accept(1);
        Assert.Empty(bench.Fill(1, Side.Buy, 4, 6));
        Assert.Empty(bench.Ended(1, 6));
        Assert.Empty(bench.Quote(13, 15));
        Assert.Equal(["#2 Buy 6 @ market Ioc"], bench.Wait(Second));
        Assert.Empty(bench.Fill(2, Side.Buy, 6, 0));
        Assert.Empty(bench.Wait(10 * Second));
    }

    [Fact]
    public void A_reject_is_tried_again_after_pauses_that_grow()
    {
        var bench = WarmBench();
        bench.Bar(14);
        Assert.Empty(bench.Reject(1));
        Assert.Equal(["#2 Buy 10 @ market Ioc"], bench.Wait(Second));
        Assert.Empty(bench.Reject(2));
        Assert.Empty(bench.Wait(Second));
        Assert.Equal(["#3 Buy 10 @ market Ioc"], bench.Wait(Second));
        Assert.Equal(1, bench.LiveOrders);
    }

    [Fact]
    public void Pauses_stop_growing()
    {
        var bench = WarmBench();
        bench.Bar(14);
        for (var order = 1; order < 50; order++)
        {
            bench.Reject(order);
            Assert.Equal([$"#{order + 1} Buy 10 @ market Ioc"], bench.Wait(64 * Second));
        }
    }

    [Fact]
    public void Without_a_free_timer_the_next_quote_tries_again()
    {
        var bench = WarmBench(timers: 0);
        bench.Bar(14);
        bench.Reject(1);
        Assert.Empty(bench.Wait(2 * Second));
        Assert.Equal(["#2 Buy 10 @ market Ioc"], bench.Quote(10, 12));
    }

    [Fact]
    public void When_the_target_moves_the_live_order_is_canceled_before_another_is_sent()
    {
        var bench = WarmBench();
        bench.Bar(14);
        bench.Accept(1);
        bench.Bar(8);
        Assert.Equal(["signal down", "cancel #1"], bench.Bar(8));
        Assert.Empty(bench.Quote(7, 9));
        Assert.Empty(bench.Fill(1, Side.Buy, 3, 7));
        Assert.Equal(["#2 Sell 3 @ market Ioc"], bench.Ended(1, 7));
    }

    [Fact]
    public void A_refused_cancel_is_asked_for_again_after_a_pause()
    {
        var bench = WarmBench();
        bench.Bar(14);
        bench.Accept(1);
        bench.Bar(8);
        bench.Bar(8);
        Assert.Empty(bench.Reject(1, RejectReason.OrderRateExceeded, ended: false));
        Assert.Equal(["cancel #1"], bench.Wait(Second));
        Assert.Empty(bench.Reject(1, RejectReason.UnknownOrder, ended: false));
        Assert.Empty(bench.Wait(3 * Second));
    }

    [Fact]
    public void A_position_that_another_closed_is_accepted_until_the_next_crossing()
    {
        var bench = WarmBench();
        bench.Bar(14);
        bench.Fill(1, Side.Buy, 10, 0);
        Assert.Empty(bench.Fill(77, Side.Sell, 10, 0));
        Assert.Empty(bench.Wait(10 * Second));
        bench.Bar(8);
        Assert.Equal(["signal down"], bench.Bar(8));
        Assert.Equal(["signal up", "#2 Buy 10 @ market Ioc"], bench.Bar(20));
    }

    [Fact]
    public void Lots_are_whole_multiples_of_the_lot_size()
    {
        var bench = WarmBench(lotSize: 4);
        Assert.Equal(["signal up", "#1 Buy 8 @ market Ioc"], bench.Bar(14));
        Assert.Empty(bench.Fill(1, Side.Buy, 3, 5)); // An odd part fills: the order still brings all that is missing.
        Assert.Empty(bench.Quote(13, 15));
    }

    [Fact]
    public void Quotes_feed_the_averages_when_so_set()
    {
        var bench = NewBench(new() { [CrossoverParameters.PriceSourceId] = 1 });
        foreach (var mid in new[] { 12, 11, 10 }) Assert.Empty(bench.Quote(mid - 1, mid + 1));
        Assert.Empty(bench.Bar(500));
        Assert.Empty(bench.Quote(100, null));
        Assert.Empty(bench.Quote(101, 100));
        Assert.Equal(["signal up", "#1 Buy 10 @ market Ioc"], bench.Quote(13, 15));
    }

    [Fact]
    public void Exponential_averages_cross_too()
    {
        var bench = WarmBench(new() { [CrossoverParameters.AverageKindId] = 1 });
        Assert.Equal(["signal up", "#1 Buy 10 @ market Ioc"], bench.Bar(20));
        bench.Fill(1, Side.Buy, 10, 0);
        Assert.Equal(["signal down", "#2 Sell 10 @ market Ioc"], bench.Bar(5));
    }

    [Fact]
    public void A_shorter_period_counts_anew_from_the_prices_at_hand()
    {
        var bench = WarmBench();
        foreach (var close in new[] { 9, 8, 7, 6 }) bench.Bar(close);
        bench.Set(CrossoverParameters.FastPeriodId, 1);
        Assert.Equal(["signal up", "#1 Buy 10 @ market Ioc"], bench.Bar(9)); // 9 above 7.33, below before.
        bench.Fill(1, Side.Buy, 10, 0);
        bench.Set(CrossoverParameters.AverageKindId, 1);
        Assert.Equal(["signal down", "#2 Sell 10 @ market Ioc"], bench.Bar(1));
    }

    [Fact]
    public void A_longer_period_waits_for_the_prices_it_lacks()
    {
        var bench = WarmBench();
        bench.Set(CrossoverParameters.SlowPeriodId, 6);
        Assert.Equal((3L, 6L), (bench.Port.HistoryHave, bench.Port.HistoryNeed));
        Assert.Empty(bench.Bar(14));
        Assert.Empty(bench.Bar(5));
        Assert.Empty(bench.Bar(4)); // The first comparison: below.
        Assert.Equal(["signal up", "#1 Buy 10 @ market Ioc"], bench.Bar(30));
    }

    [Fact]
    public void The_fast_period_is_kept_below_the_slow_one()
    {
        var bench = WarmBench(new() { [CrossoverParameters.FastPeriodId] = 400 });
        Assert.Equal(["signal up", "#1 Buy 10 @ market Ioc"], bench.Bar(14)); // As with 2 and 3.
    }

    [Fact]
    public void Another_price_source_forgets_all_prices()
    {
        var bench = WarmBench();
        bench.Set(CrossoverParameters.PriceSourceId, 1);
        Assert.Equal((0L, 3L), (bench.Port.HistoryHave, bench.Port.HistoryNeed));
        Assert.Empty(bench.Quote(30, 32));
        Assert.Equal(1, bench.Port.HistoryHave);
    }

    [Fact]
    public void Another_size_holds_from_the_next_crossing()
    {
        var bench = WarmBench();
        bench.Bar(14);
        bench.Fill(1, Side.Buy, 10, 0);
        Assert.Empty(bench.Set(CrossoverParameters.OrderLotsId, 25));
        Assert.Empty(bench.Quote(13, 15));
        bench.Bar(8);
        Assert.Equal(["signal down", "#2 Sell 10 @ market Ioc"], bench.Bar(8));
        bench.Fill(2, Side.Sell, 10, 0);
        Assert.Equal(["signal up", "#3 Buy 25 @ market Ioc"], bench.Bar(20));
    }

    [Fact]
    public void A_new_start_warms_up_again_and_keeps_the_position()
    {
        var bench = WarmBench();
        bench.Bar(14);
        bench.Fill(1, Side.Buy, 10, 0);
        Assert.Empty(bench.Start());
        Assert.False(bench.Port.IsReady);
        foreach (var close in new[] { 5, 4, 3 }) Assert.Empty(bench.Bar(close));
        Assert.True(bench.Port.IsReady);
        Assert.Equal(["signal up"], bench.Bar(9));
        bench.Bar(1);
        Assert.Equal(["signal down", "#2 Sell 10 @ market Ioc"], bench.Bar(1));
    }

    [Fact]
    public void Each_instrument_waits_for_its_own_prices()
    {
        var bench = WarmBench(instruments: 2);
        Assert.Empty(bench.Bar(12, 2));
        Assert.Empty(bench.Bar(11, 2));
        Assert.Empty(bench.Bar(99, 2));
        Assert.Empty(bench.Bar(1, 2));
        Assert.Equal(["signal down in 2"], bench.Bar(1, 2));
    }

    [Fact]
    public void Thousands_of_instruments_that_cross_in_one_event_are_served_over_several()
    {
        const int Instruments = 4_000;
        var bench = NewBench(instruments: Instruments);
        foreach (var close in new[] { 12, 11, 10 }) Assert.Empty(bench.Bars(close, 1, Instruments));
        var wanted = new List<string>();
        wanted.AddRange(bench.Bars(14, 1, Instruments));
        for (var i = 0; i < Instruments && wanted.Count < 2 * Instruments; i++) wanted.AddRange(bench.Wait(Second));
        Assert.Equal(2 * Instruments, wanted.Count);
        Assert.Equal(Instruments, wanted.Count(w => w.StartsWith("signal up", StringComparison.Ordinal)));
        Assert.Equal(Instruments, bench.LiveOrders);
    }

    [Fact]
    public void The_same_tape_gives_the_same_intents_and_the_same_hash()
    {
        var one = RandomRun(seed: 5);
        var other = RandomRun(seed: 5);
        Assert.Equal(one.Journal, other.Journal);
        Assert.True(one.Journal.Count > 500);
        Assert.Equal(one.Hash, other.Hash);
        Assert.NotEqual(one.Hash, RandomRun(seed: 6).Hash);
    }

    internal static Dictionary<int, long> Limits() => new()
    {
        [CrossoverParameters.OrderStyleId] = 1,
        [CrossoverParameters.LimitTicksId] = 2,
    };

    private static StrategyBench NewBench(
        Dictionary<int, long>? parameters = null, int instruments = 1, long lotSize = 1, int timers = 100_000)
    {
        parameters ??= [];
        parameters.TryAdd(CrossoverParameters.FastPeriodId, 2);
        parameters.TryAdd(CrossoverParameters.SlowPeriodId, 3);
        parameters.TryAdd(CrossoverParameters.OrderLotsId, 10);
        return new StrategyBench(new CrossoverStrategy(), parameters, instruments, lotSize, timers);
    }

    /// <summary>The fast average is below the slow one.</summary>
    internal static StrategyBench WarmBench(
        Dictionary<int, long>? parameters = null, int instruments = 1, long lotSize = 1, int timers = 100_000)
    {
        var bench = NewBench(parameters, instruments, lotSize, timers);
        foreach (var close in new[] { 12, 11, 10 }) Assert.Empty(bench.Bar(close));
        return bench;
    }

    private static string[] CrossDownFromFlat(Dictionary<int, long> parameters)
    {
        var bench = NewBench(parameters);
        foreach (var close in new[] { 10, 11, 12 }) bench.Bar(close);
        return bench.Bar(5);
    }

    /// <summary>A random market and a random venue; in every step at most one live order in each
    /// instrument.</summary>
    private static StrategyBench RandomRun(int seed)
    {
        const int Instruments = 5;
        var bench = NewBench(new() { [CrossoverParameters.AllowShortId] = 1 }, Instruments);
        bench.KeepsJournal = true;
        var venue = new RandomVenue(bench, new Random(seed), mostOrdersPerInstrument: 1);
        for (var step = 0; step < 4_000; step++)
        {
            venue.Take(bench.Bar(venue.NextPrice(), venue.NextInstrument(Instruments)));
            venue.Step();
            if (step % 1_000 == 999) venue.Take(bench.Set(CrossoverParameters.SlowPeriodId, 3 + (step / 1_000)));
        }

        return bench;
    }
}
