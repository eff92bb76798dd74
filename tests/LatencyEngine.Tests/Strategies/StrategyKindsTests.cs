using LatencyEngine.Strategies;

namespace LatencyEngine.Tests.Strategies;

public sealed class StrategyKindsTests
{
    [Fact]
    public void Kinds_are_found_by_their_exact_name()
    {
        Assert.Equal("maCrossover", StrategyKinds.Find("maCrossover")?.Name);
        Assert.Equal("marketMaker", StrategyKinds.Find("marketMaker")?.Name);
        Assert.Null(StrategyKinds.Find("MaCrossover"));
    }

    [Fact]
    public void Each_kind_makes_new_strategies_with_the_parameters_that_it_states()
    {
        foreach (var kind in StrategyKinds.All)
        {
            var strategy = kind.Create();
            Assert.NotSame(strategy, kind.Create());
            Assert.Equal(kind.Parameters, strategy.Parameters);
            Assert.Equal(kind.Parameters.Count, kind.Parameters.Select(p => p.Name).Distinct().Count());
            Assert.All(kind.Parameters, p => Assert.InRange(p.Default, p.Min, p.Max));
        }
    }

    /// <summary>A number that does not fit its place would throw.</summary>
    [Fact]
    public void Every_parameter_takes_its_least_and_its_greatest_value()
    {
        foreach (var kind in StrategyKinds.All)
            foreach (var useMax in new[] { false, true })
            {
                var values = kind.Parameters.Select((p, id) => (id, useMax ? p.Max : p.Min)).ToDictionary();
                var bench = new StrategyBench(kind.Create(), values);
                for (var i = 0; i < 100; i++)
                {
                    bench.Bar(10_000 + (i * i % 91));
                    bench.Quote(10_000 + (i * i % 83), 10_002 + (i * i % 83));
                }
            }
    }
}
