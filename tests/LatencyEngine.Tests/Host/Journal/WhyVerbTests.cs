using System.Text.Json;
using LatencyEngine.Host;

namespace LatencyEngine.Tests.Host.Journal;

/// <summary>The chain from the tick that made a strategy want an order to its last fill.</summary>
public sealed class WhyVerbTests : IDisposable
{
    private readonly RecordedJournal _journal = RecordedJournal.OfTwoSessions();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void Why_tells_every_cause_with_the_time_between()
    {
        var (exitCode, output, _) = _journal.Run("why", "1");
        Assert.Equal(ExitCode.Success, exitCode);
        Assert.Equal(
            """
            order 1: Buy 100 GOOG, limit at 585.33, gtc
            strategy 1 crossover, account 1 main; client order 281474976710657
            filled 100 in 2, at 585.33 on average, fees 0.42 USD

                                  27  2012-06-21T13:30:00.001000000Z  > Quote                instrumentId=1/GOOG venu
                                   '-- decided by strategy 1 crossover
                                   '-- Hold 58,533.00 USD: Cash to Held  [28]
                     +300,000 ns  30  2012-06-21T13:30:00.001300000Z  > Trade                instrumentId=1/GOOG venu
                                   '-- accepted by the venue  [31]
               +2,000,001,000 ns  33  2012-06-21T13:30:02.001301000Z  > Trade                instrumentId=1/GOOG venu
                                   '-- filled 60 at 585.33, Maker, fee 0.21 USD, 40 left  [34]
                                   '-- position 60 at 585.33, realized 0.00 USD in all  [35]
               +2,000,000,000 ns  36  2012-06-21T13:30:04.001301000Z  > Trade                instrumentId=1/GOOG venu
                                   '-- filled 40 at 585.33, Maker, fee 0.21 USD, 0 left  [37]
                                   '-- position 100 at 585.33, realized 0.00 USD in all  [38]

            """,
            RecordedJournal.Cut(output));
    }

    [Fact]
    public void The_json_has_the_same_chain()
    {
        var (_, output, _) = _journal.Run("why", "1", "--session", "1", "--json");
        var story = JsonDocument.Parse(output).RootElement;
        Assert.Equal("Held", story.GetProperty("decision").GetString());
        var steps = story.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal([0L, 300_000, 2_000_001_000, 2_000_000_000], steps.Select(step => step.GetProperty("nanosSinceBefore").GetInt64()));
        Assert.Equal([6L, 8, 10, 11], steps.Select(step => step.GetProperty("input").GetInt64()));
        Assert.Equal([1, 1, 2, 2], steps.Select(step => step.GetProperty("outputs").GetArrayLength()));
    }
}
