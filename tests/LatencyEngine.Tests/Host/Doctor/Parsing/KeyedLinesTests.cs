using LatencyEngine.Host.Doctor.Parsing;

namespace LatencyEngine.Tests.Host.Doctor.Parsing;

public sealed class KeyedLinesTests
{
    private const string MemInfo = "MemTotal:       24684084 kB\nSwapTotal:             0"
        + " kB\nHugePages_Total:       3\n";

    [Theory]
    [InlineData("MemTotal", 24_684_084L)]
    [InlineData("SwapTotal", 0L)]
    [InlineData("HugePages_Total", 3L)]
    public void Numbers_are_read_whatever_their_unit(string key, long expected) =>
        Assert.Equal(expected, KeyedLines.Number(MemInfo, key));

    [Fact]
    public void A_key_is_not_found_by_its_beginning() => Assert.Null(KeyedLines.Number(MemInfo, "HugePages"));

    [Fact]
    public void The_first_line_with_the_key_counts() =>
        Assert.Equal("AMD EPYC", KeyedLines.Value("model\t\t: 17\nmodel name\t: AMD EPYC\nmodel name\t:"
            + " other", "model name"));

    [Fact]
    public void A_value_may_contain_the_separator() =>
        Assert.Equal("b:c d", KeyedLines.Value("a : b:c d", "a"));

    [Fact]
    public void Without_a_colon_the_first_blank_separates() =>
        Assert.Equal(7, KeyedLines.Number("nr_periods 20\nnr_throttled 7\n", "nr_throttled"));

    [Theory]
    [InlineData("key: many")]
    [InlineData("key:")]
    [InlineData("")]
    public void What_is_no_number_is_not_read_as_one(string text) =>
        Assert.Null(KeyedLines.Number(text, "key"));
}
