using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Strategies.Indicators;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Strategies;

public sealed class IndicatorTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void A_window_remembers_the_latest_prices()
    {
        var window = new PriceWindow(3);
        Assert.Equal(4, window.Capacity);
        for (var price = 1; price <= 6; price++) window.Add(price);
        Assert.Equal((4, 6L, 3L), (window.Count, window[0], window[3]));
        window.Clear();
        Assert.Equal(0, window.Count);
    }

    [Fact]
    public void A_simple_average_is_the_mean_of_its_period() => Prop.ForAll(
        Gen.Choose(-1000, 1000).Select(i => (long)i).NonEmptyListOf().ToArbitrary(),
        Gen.Choose(1, 8).ToArbitrary(),
        (prices, period) =>
        {
            var window = new PriceWindow(8);
            var average = new SimpleMovingAverage();
            average.Restart(in window, period);
            for (var i = 0; i < prices.Count; i++)
            {
                average.Update(in window, prices[i]);
                window.Add(prices[i]);
                var restarted = new SimpleMovingAverage();
                restarted.Restart(in window, period);
                Assert.Equal(i + 1 >= period, average.IsWarm);
                Assert.Equal(average.IsWarm, restarted.IsWarm);
                if (!average.IsWarm) continue;
                var mean = (long)Math.Floor(prices.Skip(i + 1 - period).Take(period).Average());
                Assert.Equal(mean, average.Value);
                Assert.Equal(mean, restarted.Value);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Simple_averages_compare_without_rounding()
    {
        var window = new PriceWindow(4);
        foreach (var price in new[] { 10L, 10, 11 }) window.Add(price);
        var two = new SimpleMovingAverage();
        var three = new SimpleMovingAverage();
        two.Restart(in window, 2);
        three.Restart(in window, 3);
        Assert.Equal(two.Value, three.Value);
        Assert.True(two.CompareTo(in three) > 0);
        Assert.Equal(0, two.CompareTo(in two));
    }

    [Fact]
    public void Averages_of_the_largest_prices_do_not_overflow()
    {
        var window = new PriceWindow(512);
        for (var i = 0; i < 512; i++) window.Add(long.MaxValue);
        var simple = new SimpleMovingAverage();
        simple.Restart(in window, 512);
        Assert.Equal(long.MaxValue, simple.Value);
        Assert.Equal(0, simple.CompareTo(in simple));
        var exponential = new ExponentialMovingAverage();
        exponential.Restart(in window, 512);
        Assert.Equal(long.MaxValue, exponential.Value);
        exponential.Update(long.MinValue);
        Assert.True(exponential.Value < long.MaxValue);
    }

    [Fact]
    public void An_exponential_average_follows_the_textbook() => Prop.ForAll(
        Gen.Choose(0, 2_000_000_000).Select(i => 1_000_000L * i).NonEmptyListOf().ToArbitrary(),
        Gen.Choose(1, 100).ToArbitrary(),
        (prices, period) =>
        {
            var average = new ExponentialMovingAverage();
            average.Restart(new PriceWindow(1), period);
            var expected = 0.0m;
            for (var i = 0; i < prices.Count; i++)
            {
                average.Update(prices[i]);
                expected = i == 0 ? prices[0] : expected + ((prices[i] - expected) * 2 / (period + 1));
                Assert.InRange(average.Value - expected, -1.001m, 1.001m);
                Assert.Equal(i + 1 >= period, average.IsWarm);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Roots_are_rounded_down() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<long>().ToArbitrary(), ArbMap.Default.GeneratorFor<int>().ToArbitrary(),
        (number, other) =>
        {
            var square = (UInt128)Int128.Abs(number) * ((UInt128)Math.Abs((long)other) + 1);
            var root = SquareRoot.Of(square);
            Assert.True((UInt128)root * (UInt128)root <= square);
            Assert.True(((UInt128)root + 1) * ((UInt128)root + 1) > square);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 0), InlineData(1, 1), InlineData(3, 1), InlineData(4, 2), InlineData(long.MaxValue, 3_037_000_499)]
    public void Small_and_large_roots(long square, long root) => Assert.Equal(root, SquareRoot.Of((UInt128)square));

    [Fact]
    public void The_largest_root() =>
        Assert.Equal(
            (long)((BigInteger.One << 63) - 1), SquareRoot.Of((UInt128)long.MaxValue * (UInt128)long.MaxValue));

    [Fact]
    public void Volatility_is_the_root_of_the_mean_square_of_moves()
    {
        var volatility = new RealizedVolatility();
        foreach (var (second, price) in new[] { (1, 100L), (2, 103), (3, 99) })
            volatility.Update(second * Second, price, Second, 10);
        Assert.Equal(2, volatility.Samples);
        Assert.Equal(3, volatility.Deviation); // (9 + (16 - 9) / 2), then the root of 12.
    }

    [Fact]
    public void Only_the_first_price_of_an_interval_is_a_sample()
    {
        var volatility = new RealizedVolatility();
        Assert.False(volatility.Update(Second, 100, Second, 10));
        Assert.False(volatility.Update(Second + 1, 900, Second, 10));
        Assert.True(volatility.Update(2 * Second, 104, Second, 10));
        Assert.False(volatility.Update((2 * Second) + 5, 900, Second, 10));
        Assert.Equal(4, volatility.Deviation);
    }

    [Fact]
    public void A_move_over_a_silence_counts_for_all_its_intervals()
    {
        var volatility = new RealizedVolatility();
        volatility.Update(Second, 100, Second, 10);
        volatility.Update(101 * Second, 200, Second, 10);
        Assert.Equal(10, volatility.Deviation);
    }

    [Fact]
    public void Volatility_forgets()
    {
        var volatility = new RealizedVolatility();
        volatility.Update(Second, 0, Second, 5);
        volatility.Update(2 * Second, 1_000_000_000, Second, 5);
        for (var second = 3; second < 1_000; second++) volatility.Update(second * Second, 1_000_000_000, Second, 5);
        Assert.Equal(5, volatility.Samples);
        Assert.True(volatility.Deviation < 10, $"{volatility.Deviation}");
    }

    [Fact]
    public void A_wild_price_does_not_overflow_the_volatility()
    {
        var volatility = new RealizedVolatility();
        volatility.Update(Second, long.MinValue, Second, 5);
        volatility.Update(2 * Second, long.MaxValue, Second, 5);
        Assert.Equal(RealizedVolatility.MoveMax, volatility.Deviation);
    }

    [Theory]
    [InlineData(104, 100, 105), InlineData(105, 105, 105), InlineData(-1, -5, 0), InlineData(0, 0, 0)]
    public void Prices_are_rounded_to_the_grid(long price, long down, long up) =>
        Assert.Equal((down, up), (TickGrid.Down(price, 5), TickGrid.Up(price, 5)));

    [Fact]
    public void Indicators_do_not_allocate()
    {
        var window = new PriceWindow(64);
        var simple = new SimpleMovingAverage();
        var exponential = new ExponentialMovingAverage();
        var volatility = new RealizedVolatility();
        simple.Restart(in window, 30);
        exponential.Restart(in window, 30);
        var price = 0L;
        Allocation.AssertNone(() =>
        {
            price = (price * 31) + 7;
            simple.Update(in window, price);
            exponential.Update(price);
            window.Add(price);
            volatility.Update(Math.Abs(price), price, 10, 50);
        });
    }
}
