using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Tests.Runtime.Threads;

public sealed class CoreSetTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("0", "0")]
    [InlineData("0-3", "0-3")]
    [InlineData("0,1,2,3", "0-3")]
    [InlineData(" 0-1, 8 ,10-11\n", "0-1,8,10-11")]
    [InlineData("63-64", "63-64")]
    [InlineData("1023", "1023")]
    public void Reads_the_notation_of_the_kernel(string text, string expected)
    {
        Assert.True(CoreSet.TryParse(text, out var cores));
        Assert.Equal(expected, cores.ToString());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("3-1")]
    [InlineData("-1")]
    [InlineData("1-")]
    [InlineData("1024")]
    [InlineData("0-99999999999")]
    public void Refuses_what_is_no_list_of_cores(string text)
    {
        Assert.False(CoreSet.TryParse(text, out var cores));
        Assert.Equal(CoreSet.Empty, cores);
    }

    [Fact]
    public void Its_text_reads_back_as_the_same_set() =>
        Prop.ForAll(Gen.Choose(0, CoreSet.MaxCores - 1).ArrayOf().ToArbitrary(), cores =>
            CoreSet.TryParse(CoreSet.Of(cores).ToString(), out var again)
            && again.Equals(CoreSet.Of(cores))
            && again.ToArray().SequenceEqual(cores.Distinct().Order())
            && again.Count == cores.Distinct().Count())
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Knows_its_members_and_its_subsets()
    {
        var cores = CoreSet.Of(0, 2, 64);
        Assert.True(cores.Contains(64));
        Assert.False(cores.Contains(1));
        Assert.False(cores.Contains(-1));
        Assert.False(cores.Contains(CoreSet.MaxCores));
        Assert.True(CoreSet.Of(2).IsSubsetOf(cores));
        Assert.False(cores.IsSubsetOf(CoreSet.Of(2)));
    }

    [Fact]
    public void A_core_beyond_the_maximum_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CoreSet.Of(CoreSet.MaxCores));
}
