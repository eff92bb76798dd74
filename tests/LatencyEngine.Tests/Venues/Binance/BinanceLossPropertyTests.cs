using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.TestKit;
using LatencyEngine.Venues.Binance;
using LatencyEngine.Venues.Feeds;
using static LatencyEngine.Tests.Venues.Binance.BinanceText;

namespace LatencyEngine.Tests.Venues.Binance;

/// <summary>Whatever is lost, exchanged, repeated or damaged: the book told is never wrong in silence.</summary>
public sealed class BinanceLossPropertyTests
{
    private const int Seeds = 60;
    private const int Messages = 120;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_book_told_was_the_venues_book_at_every_end_of_batch(bool isSpot)
    {
        var (compared, gaps, recovered) = (0, 0L, 0);
        using var folder = new TemporaryFolder();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var venue = new BinanceRandomVenue(Messages, random);
            var path = Write(folder, [.. Perturbed(venue, isSpot, random)]);
            using var feed = new BinanceFeed([path], UsdM);
            compared += Compare(venue, ReadAll(feed), ref recovered);
            gaps += feed.Progress.Gaps;
        }

        // The property would also hold for a feed that tells nothing.
        Assert.True(compared > Seeds * Messages / 4, $"{compared} books compared");
        Assert.True(gaps > Seeds && recovered > Seeds, $"{gaps} gaps, {recovered} recovered");
    }

    [Fact]
    public void Damaged_bytes_are_told_or_refused_and_nothing_else()
    {
        string[] messages = [Depth(1, 2, Level("1.0", "1")), Snapshot(2, Level("1.0", "1")), Ticker(3), Print(4)];
        var refused = 0;
        using var folder = new TemporaryFolder();
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var damaged = messages.Select(message => Damage(message, random)).ToArray();
            using var feed = new BinanceFeed([Write(folder, damaged)], UsdM);
            try
            {
                ReadAll(feed);
            }
            catch (FeedFormatException e)
            {
                Assert.InRange(e.Line, 1, messages.Length);
                refused++;
            }
        }

        Assert.InRange(refused, 200, 399);
    }

    private static IEnumerable<string> Perturbed(BinanceRandomVenue venue, bool isSpot, Random random)
    {
        for (var i = 0; i < venue.MessageCount; i++)
        {
            var chance = random.Next(100);
            if (chance < 10) yield return venue.SnapshotWithin(Math.Max(0, i - random.Next(6)), random);
            else if (chance < 14) yield return venue.SnapshotWithin(Math.Min(venue.MessageCount - 1, i + 1), random);
            var isExchanged = chance is >= 14 and < 17 && i + 1 < venue.MessageCount;
            if (isExchanged) yield return venue.Message(i + 1, isSpot);
            if (chance is >= 17 and < 20) continue;
            yield return venue.Message(i, isSpot);
            if (chance is >= 20 and < 23) yield return venue.Message(i, isSpot);
            if (isExchanged) i++;
        }
    }

    private static int Compare(BinanceRandomVenue venue, List<EngineEvent> told, ref int recovered)
    {
        var compared = 0;
        var book = new BinanceTestBook();
        foreach (var e in told)
        {
            if (!e.Is<BookDelta>()) continue;
            var delta = e.As<BookDelta>();
            book.Apply(delta);
            if ((delta.Flags & MarketFlags.EndOfBatch) == 0) continue;
            if ((delta.Flags & MarketFlags.Recovered) != 0) recovered++;
            if (delta.Action == BookAction.Clear)
            {
                Assert.Equal(0, book.LevelCount);
                continue;
            }

            Assert.Equal(venue.BookAt(delta.SourceNanos!.Value / 1_000_000), BinanceRandomVenue.BookOf(book));
            compared++;
        }

        return compared;
    }

    private static string Damage(string message, Random random)
    {
        if (random.Next(2) == 0) return message;
        var characters = message.ToCharArray();
        characters[random.Next(characters.Length)] = (char)random.Next(' ', 127);
        return new string(characters);
    }
}
