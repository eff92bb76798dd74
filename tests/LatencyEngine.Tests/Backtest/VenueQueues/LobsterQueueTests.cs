using System.Text.Json;
using LatencyEngine.Backtest.VenueQueues;
using LatencyEngine.Domain;
using LatencyEngine.TestKit;
using LatencyEngine.Tests.Venues.Lobster;
using LatencyEngine.Trading.Exchange;
using LatencyEngine.Venues.Lobster;

namespace LatencyEngine.Tests.Backtest.VenueQueues;

/// <summary>The executions of recorded NASDAQ days against the queues that the core has rebuilt.</summary>
public sealed class LobsterQueueTests
{
    [SharedDataTheory]
    [InlineData("GOOG", 10)]
    [InlineData("GOOG", 5)]
    [InlineData("GOOG", 1)]
    [InlineData("AMZN", 1)]
    public void Executions_hit_the_order_that_the_venue_hit(string symbol, int levels)
    {
        var truth = Truth(symbol, levels);
        var figures = Replayed(symbol, levels);
        Assert.Equal(truth.GetProperty("messages").GetInt64(), figures.Messages);
        Assert.Equal(truth.GetProperty("visible_executions").GetInt64(), figures.Executions);
        Assert.Equal(truth.GetProperty("executions_not_at_best_price").GetInt64(), figures.NotAtTheBest);
        Assert.Equal(
            truth.GetProperty("rows_out_of_time_order_0_based").EnumerateArray().Select(row => row.GetInt64()), figures.OutOfTurn);
        Assert.Equal(figures.Executions, figures.HitTheFirst + figures.HitTheFirstKnown + figures.OutOfTurn.Count);
        Assert.Equal((0L, figures.BooksCompared), (figures.Crossing, figures.BooksEqual));
    }

    [SharedDataFact]
    public void An_order_of_ours_is_filled_when_what_stood_before_it_is_gone()
    {
        const ulong number = 1;
        using var feed = Open("GOOG", 10);
        var book = new VenueQueueBook(new VenueQueueFigures());
        using (book)
        {
            var replay = new VenueQueueReplay(feed, LobsterFiles.Terms("GOOG"), book);
            while (book.Figures.Messages < 1_000) Assert.True(replay.Step());
            var best = new DepthLevel[1];
            Assert.Equal(1, book.Depth(Side.Buy, best));
            book.AddOurs(number, Side.Buy, best[0].Price, 100);
            Assert.True(book.TryFindOurs(number, out var place));
            Assert.Equal(new QueuePlace(best[0].Orders, best[0].Lots), place);
            while (book.TryFindOurs(number, out var now))
            {
                Assert.True(now.LotsAhead <= place.LotsAhead && now.OrdersAhead <= place.OrdersAhead, "nobody comes in before us");
                // While somebody stands before us nobody hits us.
                if (place.OrdersAhead > 0) Assert.Empty(book.OurFills);
                place = now;
                Assert.True(replay.Step());
            }

            Assert.Equal((0, 100L), (place.OrdersAhead, book.OurFills.Sum(fill => fill.Quantity)));
            Assert.All(book.OurFills, fill => Assert.Equal(best[0].Price, fill.Price));
        }
    }

    private static VenueQueueFigures Replayed(string symbol, int levels)
    {
        var figures = new VenueQueueFigures();
        using var feed = Open(symbol, levels);
        using var book = new VenueQueueBook(figures);
        var replay = new VenueQueueReplay(feed, LobsterFiles.Terms(symbol), book);
        while (replay.Step())
        {
            // Until the recording is over.
        }

        return figures;
    }

    private static LobsterFeed Open(string symbol, int levels) =>
        new(SharedData.PathOf("lobster", $"LOBSTER_SampleFile_{symbol}_2012-06-21_{levels}.zip"), LobsterFiles.Terms(symbol), feedId: 3);

    private static JsonElement Truth(string symbol, int levels)
    {
        using var truth = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("truth.json")));
        return truth.RootElement.GetProperty($"lobster/LOBSTER_SampleFile_{symbol}_2012-06-21_{levels}.zip").Clone();
    }
}
