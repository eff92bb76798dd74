using LatencyEngine.Domain;
using LatencyEngine.Trading.Matching;

namespace LatencyEngine.Tests.Trading.Matching;

/// <summary>Where cancels of the market happen around our resting orders, by fill model.</summary>
public sealed class CancelPlacingTests
{
    [Theory]
    [InlineData(FillModel.Queue, 10)] // Twelve of sixteen are left: ten may stand before us still.
    [InlineData(FillModel.QueueProRata, 8)] // Four are canceled, 4 * 10 / 16 of them before us, rounded down.
    public void Cancels_at_our_price_go_where_the_model_has_them(FillModel model, long ahead)
    {
        using var venue = NewDepth(model);
        venue.Buy(5, 99); // Behind the ten that are there.
        venue.Level(Side.Buy, 99, 16); // Six more behind us.
        Assert.Equal(10, venue.AheadOf(1));
        venue.Level(Side.Buy, 99, 12);
        Assert.Equal(ahead, venue.AheadOf(1));
    }

    [Fact]
    public void Pro_rata_shares_are_rounded_down()
    {
        var cancels = new CancelPlacing();
        Assert.Equal(8, cancels.AheadAfter(FillModel.QueueProRata, ahead: 10, displayed: 16, canceled: 4)); // 2.5 of 4.
        Assert.Equal(3, cancels.AheadAfter(FillModel.QueueProRata, ahead: 5, displayed: 7, canceled: 3)); // 2.1 of 3.
        Assert.Equal(0, cancels.AheadAfter(FillModel.QueueProRata, ahead: 5, displayed: 7, canceled: 7));
        Assert.Equal(0, cancels.AheadAfter(FillModel.QueueProRata, ahead: 0, displayed: 7, canceled: 3));
        Assert.Equal(
            1L << 61, cancels.AheadAfter(FillModel.QueueProRata, ahead: 1L << 62, displayed: 1L << 62, canceled: 1L << 61));
    }

    [Theory]
    [InlineData(FillModel.Queue)]
    [InlineData(FillModel.QueueProRata)]
    [InlineData(FillModel.QueueProbabilistic)]
    public void What_traded_was_not_canceled(FillModel model)
    {
        using var venue = NewDepth(model);
        venue.Buy(5, 99);
        venue.Level(Side.Buy, 99, 30); // Twenty more behind us.
        venue.Trade(99, 4, Side.Sell);
        Assert.Equal(6, venue.AheadOf(1));
        venue.Level(Side.Buy, 99, 26); // The four that traded: nobody canceled.
        Assert.Equal(6, venue.AheadOf(1));
    }

    [Fact]
    public void Chances_are_those_of_the_share_and_the_same_for_a_seed()
    {
        var (before, again) = (Decisions(seed: 5), Decisions(seed: 5));
        Assert.Equal(before, again);
        Assert.NotEqual(before, Decisions(seed: 6));
        // 3 of 4 stand before us: of 4,000 cancels some 3,000 are before us, give or take five standard deviations.
        Assert.InRange(before.Count(ahead => ahead == 29), 2_863, 3_137);
        Assert.All(before, ahead => Assert.True(ahead is 29 or 30));
    }

    [Theory]
    [InlineData(FillModel.QueueProRata)]
    [InlineData(FillModel.QueueProbabilistic)]
    public void Places_never_grow_and_never_pass_what_is_displayed(FillModel model)
    {
        var random = new Random(11);
        var cancels = new CancelPlacing();
        cancels.Seed(3);
        for (var i = 0; i < 20_000; i++)
        {
            var displayed = random.NextInt64(1, 50);
            var (ahead, canceled) = (random.NextInt64(displayed + 1), random.NextInt64(1, displayed + 1));
            var after = cancels.AheadAfter(model, ahead, displayed, canceled);
            Assert.InRange(after, 0, Math.Min(ahead, displayed - canceled));
            // Nor did more than was canceled leave from before us.
            Assert.True(ahead - after <= canceled);
        }
    }

    [Fact]
    public void On_quotes_a_smaller_size_counts_too()
    {
        using var venue = new PaperVenue(MarketModel.TopOfBook, FillModel.QueueProRata);
        venue.Quote(99, 10, 101, 10);
        venue.Buy(5, 99);
        venue.Quote(99, 20, 101, 10);
        venue.Quote(99, 10, 101, 10); // Ten of twenty are canceled, five of them before us.
        Assert.Equal(5, venue.AheadOf(1));
    }

    [Fact]
    public void An_order_that_is_filled_earlier_by_shares_is_filled_in_full()
    {
        using var venue = NewDepth(FillModel.QueueProRata);
        venue.Buy(5, 99);
        venue.Level(Side.Buy, 99, 20);
        venue.Level(Side.Buy, 99, 10); // Five are left before us.
        venue.Trade(99, 10, Side.Sell);
        Assert.Equal(["accepted 1", "filled 1: 5 @ 99 Maker"], venue.Lines());
    }

    private static List<long> Decisions(ulong seed)
    {
        var cancels = new CancelPlacing();
        cancels.Seed(seed);
        return
        [
            .. Enumerable.Range(0, 4_000)
                .Select(_ => cancels.AheadAfter(FillModel.QueueProbabilistic, ahead: 30, displayed: 40, canceled: 1)),
        ];
    }

    private static PaperVenue NewDepth(FillModel model)
    {
        var venue = new PaperVenue(MarketModel.Depth, model);
        venue.Level(Side.Buy, 99, 10, MarketFlags.None);
        venue.Level(Side.Sell, 101, 10);
        return venue;
    }
}
