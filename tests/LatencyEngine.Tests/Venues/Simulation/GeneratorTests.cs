using System.Runtime.CompilerServices;
using LatencyEngine.Venues.Simulation;

namespace LatencyEngine.Tests.Venues.Simulation;

/// <summary>The generator and the tables that every byte of the simulated market hangs on.</summary>
public sealed class GeneratorTests
{
    /// <summary>The first numbers of the authors' own C code for these states.</summary>
    [Fact]
    public void The_generators_give_the_published_numbers()
    {
        var random = new RandomSource(1, 2, 3, 4);
        Assert.Equal([11_520UL, 0UL, 1_509_978_240UL, 1_215_971_899_390_074_240UL], Draws(random, 4));
        ulong state = 1_234_567;
        Assert.Equal(6_457_827_717_110_365_317UL, RandomSource.SplitMix(ref state));
        Assert.Equal(3_203_168_211_198_807_973UL, RandomSource.SplitMix(ref state));
    }

    [Fact]
    public void Bounded_draws_are_even_and_stay_in_their_bounds()
    {
        var (random, counts) = (new RandomSource(3), new int[7]);
        for (var i = 0; i < 70_000; i++) counts[random.Below(7)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        var between = Enumerable.Range(0, 1_000).Select(_ => random.Between(-2, 2)).ToHashSet();
        Assert.Equal([-2, -1, 0, 1, 2], between.Order());
    }

    [Fact]
    public void Exponential_factors_are_minus_the_logarithm()
    {
        for (ulong i = 0; i < 4_096; i++)
        {
            var expected = -Math.Log(((2 * i) + 1) / 8_192.0) * 65_536;
            Assert.InRange(ExponentialTable.Draw(i << 52), expected - 1.01, expected + 0.01);
        }
    }

    [Fact]
    public void Sizes_have_a_heavy_tail()
    {
        var sizes = Enumerable.Range(0, 1_024).Select(i => SizeTable.Draw((ulong)i << 54)).ToList();
        Assert.Equal((1, 64), (sizes.Min(), sizes.Max()));
        Assert.InRange(sizes.Average(), 4.5, 5.5);
        foreach (var size in (ReadOnlySpan<int>)[2, 4, 8, 16, 32, 64])
            Assert.Equal(1_024 / size, sizes.Count(drawn => drawn >= size));
    }

    [Fact]
    public void An_alias_table_draws_by_weight_and_can_be_built_again()
    {
        var (random, table) = (new RandomSource(5), new AliasTable([1, 0, 3, 4]));
        AssertShares(random, table, [10_000, 0, 30_000, 40_000]);
        table.Build([0, 0, 0, 9]);
        AssertShares(random, table, [0, 0, 0, 80_000]);
        table.Build([5, 5, 5, 5]);
        AssertShares(random, table, [20_000, 20_000, 20_000, 20_000]);
    }

    [Fact]
    public void A_window_finds_the_next_level_wherever_its_keys_begin()
    {
        for (var best = -40; best <= 40; best++)
        {
            var levels = LevelWindow.With(LevelWindow.With(LevelWindow.With(0, best), best - 5), best - 15);
            Assert.Equal((best, best - 15), (LevelWindow.FirstFrom(levels, best), LevelWindow.LastFrom(levels, best)));
            Assert.Equal(best - 5, LevelWindow.FirstFrom(LevelWindow.Without(levels, best), best));
            Assert.Equal(3, LevelWindow.CountOf(levels));
            Assert.True(LevelWindow.Has(levels, best - 5) && !LevelWindow.Has(levels, best - 6));
        }
    }

    [Fact]
    public void The_state_of_an_instrument_is_one_cache_line() => Assert.Equal(64, Unsafe.SizeOf<InstrumentState>());

    private static void AssertShares(RandomSource random, AliasTable table, int[] expected)
    {
        var counts = new int[expected.Length];
        for (var i = 0; i < expected.Sum(); i++) counts[table.Pick(random.Next())]++;
        for (var i = 0; i < counts.Length; i++)
            Assert.InRange(counts[i], expected[i] * 97 / 100, expected[i] * 103 / 100);
    }

    private static ulong[] Draws(RandomSource random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.Next())];
}
