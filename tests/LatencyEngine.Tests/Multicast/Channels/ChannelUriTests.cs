using LatencyEngine.Multicast.Channels;

namespace LatencyEngine.Tests.Multicast.Channels;

public sealed class ChannelUriTests
{
    [Fact]
    public void A_channel_is_taken_apart_into_its_keys()
    {
        var uri = ChannelUri.Parse("aeron:udp?endpoint=224.0.1.1:40456|interface=127.0.0.1|alias=a=b");
        Assert.Equal("udp", uri.Media);
        Assert.False(uri.IsSpy);
        Assert.Equal("224.0.1.1:40456", uri["endpoint"]);
        Assert.Equal("127.0.0.1", uri["interface"]);
        Assert.Equal("a=b", uri["alias"]);
        Assert.Null(uri["mtu"]);
        Assert.Equal("aeron:udp?endpoint=224.0.1.1:40456|interface=127.0.0.1|alias=a=b", uri.Text);
    }

    [Fact]
    public void A_spy_reads_the_channel_behind_its_prefix()
    {
        var uri = ChannelUri.Parse("aeron-spy:aeron:udp?endpoint=127.0.0.1:4000");
        Assert.True(uri.IsSpy);
        Assert.Equal("udp", uri.Media);
        Assert.Equal("127.0.0.1:4000", uri["endpoint"]);
    }

    [Fact]
    public void A_channel_without_keys_is_one() => Assert.Equal("udp", ChannelUri.Parse("aeron:udp").Media);

    [Fact]
    public void Unknown_keys_are_kept() => Assert.Equal("1", ChannelUri.Parse("aeron:udp?of-tomorrow=1")["of-tomorrow"]);

    [Fact]
    public void Keys_differ_by_case() => Assert.Null(ChannelUri.Parse("aeron:udp?MTU=1408")["mtu"]);

    [Theory]
    [InlineData("", "expected it to begin with 'aeron:' or 'aeron-spy:aeron:'")]
    [InlineData("udp://127.0.0.1:4000", "expected it to begin with 'aeron:'")]
    [InlineData("aeron-spy:udp?endpoint=127.0.0.1:4000", "expected it to begin with 'aeron:'")]
    [InlineData("aeron:", "media=: expected udp")]
    [InlineData("aeron:tcp?endpoint=127.0.0.1:4000", "media=tcp: expected udp")]
    [InlineData("aeron:ipc", "media=ipc: expected udp, the only one carried here; aeron-spy:aeron:udp reads in-process")]
    [InlineData("aeron:udp?", "'' has no key: expected key=value")]
    [InlineData("aeron:udp?mtu=1408|", "'' has no key: expected key=value")]
    [InlineData("aeron:udp?mtu=1408||ttl=1", "'' has no key: expected key=value")]
    [InlineData("aeron:udp?=1408", "'=1408' has no key: expected key=value")]
    [InlineData("aeron:udp?mtu", "'mtu' has no value: expected key=value")]
    [InlineData("aeron:udp?mtu=", "'mtu=' has no value: expected key=value")]
    [InlineData("aeron:udp?mtu=1408|mtu=8k", "mtu: expected once, found again in 'mtu=8k'")]
    public void What_is_no_channel_is_refused(string text, string expected)
    {
        var e = Assert.Throws<ChannelException>(() => ChannelUri.Parse(text));
        Assert.StartsWith($"channel '{text}': ", e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_channel_is_read_and_a_longer_one_is_refused()
    {
        const string Start = "aeron:udp?alias=";
        var longest = Start + new string('x', ChannelUri.LengthCharactersMax - Start.Length);
        Assert.Equal(longest, ChannelUri.Parse(longest).Text);
        var e = Assert.Throws<ChannelException>(() => ChannelUri.Parse(longest + "x"));
        Assert.Contains("4096 characters", e.Message, StringComparison.Ordinal);
        Assert.Contains("at most 4095", e.Message, StringComparison.Ordinal);
    }
}
