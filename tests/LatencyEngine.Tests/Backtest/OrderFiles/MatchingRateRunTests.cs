using LatencyEngine.Backtest.OrderFiles;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Tests.Backtest.OrderFiles;

/// <summary>What is measured is what was counted.</summary>
public sealed class MatchingRateRunTests : IDisposable
{
    private readonly OrderTexts _texts = new();

    public void Dispose() => _texts.Dispose();

    [Fact]
    public void Rounds_take_the_operations_after_the_prefill()
    {
        var file = _texts.Orders("1,A,1,B,5,1", "2,A,2,S,5,1", "3,A,3,S,6,1");
        var rate = MatchingRateRun.Measure(file, OrderRun.Run(file, 1), rounds: 3);
        Assert.Equal((3, 2), (rate.Rounds, rate.Operations));
        Assert.InRange(rate.Cpu, rate.CpuLeast, rate.CpuMost);
        Assert.InRange(rate.PerCpuSecond, rate.PerCpuSecondLeast, rate.PerCpuSecondMost);
        Assert.True(rate.PerWallSecond > 0);
    }

    [Fact]
    public void Rates_are_operations_by_time()
    {
        var rate = new MatchingRate(
            1, 100, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8));
        Assert.Equal(
            (25.0, 20.0, 50.0, 12.5), (rate.PerCpuSecond, rate.PerCpuSecondLeast, rate.PerCpuSecondMost, rate.PerWallSecond));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    public void A_round_that_trades_otherwise_than_it_was_counted_stops(long trades, long volume)
    {
        var file = _texts.Orders("1,A,1,B,5,1", "2,A,2,S,5,1");
        var counted = OrderRun.Run(file, 0) with { Trades = trades, Volume = volume };
        Assert.Throws<InvariantViolatedException>(() => MatchingRateRun.Measure(file, counted, rounds: 1));
    }
}
