using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Domain;
using LatencyEngine.Strategies.Bars;
using LatencyEngine.Strategies.Contract;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Strategies;

public sealed class BarBuilderTests
{
    private const long Second = 1_000_000_000;

    private BarClosed _closed = BarClosed.Create();

    [Fact]
    public void A_builder_is_small() => Assert.True(Unsafe.SizeOf<BarBuilder>() <= 96);

    [Fact]
    public void A_length_must_be_positive() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BarBuilder(1, BarKind.Trade, 0));

    [Fact]
    public void The_update_of_a_later_interval_closes_the_bar_before()
    {
        var builder = new BarBuilder(7, BarKind.Trade, Second);
        Assert.False(builder.Update((10 * Second) + 5, 100, 3, ref _closed));
        Assert.False(builder.Update((10 * Second) + 6, 120, 4, ref _closed));
        Assert.False(builder.Update((11 * Second) - 1, 90, 5, ref _closed));
        Assert.Equal(11 * Second, builder.DueNanos);
        Assert.True(builder.Update(11 * Second, 95, 1, ref _closed));
        AssertBar(10 * Second, [100, 120, 90, 90], 12, 3);
        Assert.Equal((7u, BarKind.Trade, Second), (_closed.InstrumentId, _closed.BarKind, _closed.BarNanos));
        Assert.Equal(11 * Second, _closed.TimestampNanos);
        Assert.True(builder.TryClose(12 * Second, ref _closed));
        AssertBar(11 * Second, [95, 95, 95, 95], 1, 1);
    }

    [Fact]
    public void Empty_intervals_have_no_bar()
    {
        var builder = new BarBuilder(1, BarKind.Trade, Second);
        Assert.False(builder.TryClose(long.MaxValue, ref _closed));
        builder.Update(0, 100, 1, ref _closed);
        Assert.True(builder.Update(50 * Second, 101, 1, ref _closed));
        Assert.Equal(0, _closed.OpenNanos);
        Assert.True(builder.TryClose(51 * Second, ref _closed));
        Assert.Equal(50 * Second, _closed.OpenNanos);
        Assert.False(builder.IsOpen);
        Assert.False(builder.TryClose(60 * Second, ref _closed));
    }

    [Fact]
    public void A_late_update_counts_into_the_open_bar()
    {
        var builder = new BarBuilder(1, BarKind.Trade, Second);
        builder.Update(5 * Second, 100, 1, ref _closed);
        Assert.False(builder.Update(2 * Second, 80, 2, ref _closed));
        Assert.True(builder.TryClose(6 * Second, ref _closed));
        AssertBar(5 * Second, [100, 100, 80, 80], 3, 2);
    }

    [Fact]
    public void Intervals_before_the_epoch_are_aligned_downward()
    {
        var builder = new BarBuilder(1, BarKind.Trade, Second);
        builder.Update(-1, 100, 1, ref _closed);
        Assert.True(builder.Update(0, 101, 1, ref _closed));
        Assert.Equal(-Second, _closed.OpenNanos);
    }

    [Fact]
    public void The_end_of_time_closes_nothing_too_early()
    {
        var builder = new BarBuilder(1, BarKind.Trade, long.MaxValue);
        builder.Update(long.MaxValue - 1, 100, 1, ref _closed);
        Assert.False(builder.TryClose(long.MaxValue - 1, ref _closed));
        builder = new BarBuilder(1, BarKind.Trade, Second);
        builder.Update(long.MaxValue - 1, 100, 1, ref _closed);
        Assert.False(builder.Update(long.MaxValue - 1, 100, 1, ref _closed));
    }

    [Fact]
    public void Volume_stays_at_its_largest_value()
    {
        var builder = new BarBuilder(1, BarKind.Trade, Second);
        builder.Update(0, 100, long.MaxValue, ref _closed);
        builder.Update(1, 100, 5, ref _closed);
        builder.TryClose(Second, ref _closed);
        Assert.Equal(long.MaxValue, _closed.Volume);
    }

    [Theory]
    [InlineData(BarKind.Bid, 100)]
    [InlineData(BarKind.Ask, 105)]
    [InlineData(BarKind.Mid, 102)]
    public void Quotes_feed_the_bars_of_their_side(BarKind kind, long expected)
    {
        var builder = new BarBuilder(1, kind, Second);
        var trade = Trade.Create();
        trade.Price = 1;
        trade.Quantity = 1;
        Assert.False(builder.OnTrade(in trade, ref _closed));
        Assert.False(builder.OnQuote(QuoteOf(0, 100, 105), ref _closed));
        Assert.True(builder.TryClose(Second, ref _closed));
        AssertBar(0, [expected, expected, expected, expected], 0, 1);
    }

    [Theory]
    [InlineData(BarKind.Bid, null, 105L)]
    [InlineData(BarKind.Ask, 100L, null)]
    [InlineData(BarKind.Mid, null, 105L)]
    [InlineData(BarKind.Mid, 100L, null)]
    [InlineData(BarKind.Trade, 100L, 105L)]
    public void A_quote_without_the_side_is_no_update(BarKind kind, long? bid, long? ask)
    {
        var builder = new BarBuilder(1, kind, Second);
        builder.OnQuote(QuoteOf(0, bid, ask), ref _closed);
        Assert.False(builder.IsOpen);
    }

    [Fact]
    public void Bars_are_those_of_the_obvious_twin() =>
        Prop.ForAll(Tapes().ToArbitrary(), tape => Built(tape).SequenceEqual(Grouped(tape))).QuickCheckThrowOnFailure();

    [Fact]
    public void Building_bars_does_not_allocate()
    {
        var builder = new BarBuilder(1, BarKind.Trade, 10);
        var now = 0L;
        var bars = 0;
        Allocation.AssertNone(() => bars += builder.Update(now += 3, now, 1, ref _closed) ? 1 : 0);
        Assert.True(bars > 1000);
    }

    [Fact]
    public void The_open_bar_is_part_of_the_hash()
    {
        var one = new BarBuilder(1, BarKind.Trade, 10);
        var other = one;
        one.Update(0, 100, 1, ref _closed);
        other.Update(0, 100, 2, ref _closed);
        Assert.NotEqual(HashOf(one), HashOf(other));
        Assert.NotEqual(HashOf(one), HashOf(new BarBuilder(1, BarKind.Trade, 10)));
    }

    private static ulong HashOf(BarBuilder builder)
    {
        var hash = default(StrategyHash);
        builder.AddTo(ref hash);
        return hash.Value;
    }

    private static Gen<(long Step, long Price, long Lots)[]> Tapes() =>
        (from step in Gen.Choose(0, 25)
         from price in Gen.Choose(-50, 50)
         from lots in Gen.Choose(0, 9)
         select ((long)step, (long)price, (long)lots)).ArrayOf();

    private static List<(long Start, long Open, long High, long Low, long Close, long Volume, long Updates)> Built(
        (long Step, long Price, long Lots)[] tape)
    {
        var bars = new List<(long, long, long, long, long, long, long)>();
        var builder = new BarBuilder(1, BarKind.Trade, 10);
        var closed = BarClosed.Create();
        var now = -60L;
        foreach (var (step, price, lots) in tape)
        {
            now += step;
            if (builder.Update(now, price, lots, ref closed)) Take();
        }

        if (builder.TryClose(now + 10, ref closed)) Take();
        return bars;

        void Take() => bars.Add((
            closed.OpenNanos, closed.Open, closed.High, closed.Low, closed.Close, closed.Volume, closed.Updates));
    }

    private static IEnumerable<(long Start, long Open, long High, long Low, long Close, long Volume, long Updates)>
        Grouped((long Step, long Price, long Lots)[] tape)
    {
        var now = -60L;
        return tape.Select(t => (Now: now += t.Step, t.Price, t.Lots)).ToArray()
            .GroupBy(t => (long)Math.Floor(t.Now / 10.0) * 10)
            .Select(g => (
                g.Key, g.First().Price, g.Max(t => t.Price), g.Min(t => t.Price), g.Last().Price,
                g.Sum(t => t.Lots), (long)g.Count()));
    }

    private static Quote QuoteOf(long nanos, long? bid, long? ask)
    {
        var quote = Quote.Create();
        quote.TimestampNanos = nanos;
        quote.BidPrice = bid;
        quote.AskPrice = ask;
        return quote;
    }

    private void AssertBar(long start, long[] prices, long volume, uint updates)
    {
        Assert.Equal(start, _closed.OpenNanos);
        Assert.Equal(prices, new[] { _closed.Open, _closed.High, _closed.Low, _closed.Close });
        Assert.Equal((volume, updates), (_closed.Volume, _closed.Updates));
    }
}
