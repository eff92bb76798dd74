using LatencyEngine.Domain.Events;
using LatencyEngine.TestKit;
using LatencyEngine.Venues.Binance;
using LatencyEngine.Venues.Feeds;
using static LatencyEngine.Tests.Venues.Binance.BinanceText;

namespace LatencyEngine.Tests.Venues.Binance;

/// <summary>A recording is read in constant memory, without garbage for each message.</summary>
public sealed class BinanceAllocationTests
{
    private const int LinesWarm = 2_000;
    private const int LinesMeasured = 100_000;
    private const long BytesMax = 16 * 1024;

    [Fact]
    public void Reading_100_000_lines_allocates_next_to_nothing()
    {
        using var folder = new TemporaryFolder();
        using var feed = new BinanceFeed([WriteLines(folder, "long.jsonl.gz", Lines())], UsdM);
        var slot = default(EngineEvent);
        ReadLinesOf(feed, LinesWarm, ref slot);

        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadLinesOf(feed, LinesWarm + LinesMeasured, ref slot);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, BytesMax);
        Assert.Equal(0, feed.Progress.Gaps);
        Assert.Equal(LinesWarm + LinesMeasured, feed.Progress.SourceMessages);
    }

    private static void ReadLinesOf(BinanceFeed feed, int lines, ref EngineEvent slot)
    {
        while (feed.Progress.SourceMessages < lines)
            if (feed.TryRead(ref slot) != FeedRead.Event) Assert.Fail("The recording is too short.");
    }

    private static IEnumerable<string> Lines()
    {
        var bids = string.Join(',', Enumerable.Range(1, 20).Select(i => Level($"6180{i % 10}.{i / 10}", $"{i}.001")));
        yield return $"{StartNanos} {Snapshot(10, bids)}";
        for (var i = 0; i < LinesWarm + LinesMeasured; i++)
        {
            var message = (i % 3) switch
            {
                0 => Depth(10 + i, 13 + i, bids),
                1 => Ticker(10 + i),
                _ => Print((i / 3) + 1),
            };
            yield return $"{StartNanos + i} {message}";
        }
    }
}
