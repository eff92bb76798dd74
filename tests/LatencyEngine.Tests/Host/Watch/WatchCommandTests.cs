using LatencyEngine.Host;

namespace LatencyEngine.Tests.Host.Watch;

public sealed class WatchCommandTests
{
    [Theory]
    [InlineData("--size", "3", "--size: expected columns and lines such as 120x40.")]
    [InlineData("--size", "0x40", "--size: expected columns and lines such as 120x40.")]
    [InlineData("--size", "80x-1", "--size: expected columns and lines such as 120x40.")]
    [InlineData("--rate", "0", "--rate: expected 0.1 to 60, found 0.")]
    [InlineData("--rate", "61", "--rate: expected 0.1 to 60, found 61.")]
    [InlineData("--rate", "NaN", "--rate: expected 0.1 to 60, found NaN.")]
    [InlineData("--wait", "-1", "--wait: expected 0 to 86400, found -1.")]
    public void A_setting_out_of_range_is_refused_with_what_was_expected(string option, string value, string expected) =>
        Assert.Equal([expected], Errors("watch", option, value));

    [Fact]
    public void What_is_no_number_is_refused() => Assert.Contains("abc", Assert.Single(Errors("watch", "--rate", "abc")));

    [Fact]
    public void A_view_that_does_not_exist_is_refused_with_those_that_do()
    {
        var error = Assert.Single(Errors("watch", "--view", "news"));
        foreach (var name in new[] { "instruments", "depth", "orders", "positions", "risk", "health" }) Assert.Contains(name, error);
    }

    [Fact]
    public void Nothing_has_to_be_said() => Assert.Empty(Errors("watch"));

    [Fact]
    public void Everything_can_be_said() => Assert.Empty(Errors(
        "watch", "--channel", "aeron:udp?endpoint=127.0.0.1:40000", "--view", "risk", "--rate", "2.5", "--wait", "1", "--size", "80x24",
        "--once"));

    private static string[] Errors(params string[] arguments) =>
        [.. CommandLine.CreateRoot().Parse(arguments).Errors.Select(error => error.Message)];
}
