using LatencyEngine.Multicast.Channels;

namespace LatencyEngine.Tests.Multicast.Channels;

/// <summary>What the tests of channels share.</summary>
internal static class Channels
{
    public static ChannelUri With(string values) => ChannelUri.Parse($"aeron:udp?{values}");

    /// <summary>The message names the channel, then the key with its value, then what was expected.</summary>
    public static void AssertRefused(string values, string expected, Action<ChannelUri> read)
    {
        var uri = With(values);
        var e = Assert.Throws<ChannelException>(() => read(uri));
        Assert.StartsWith($"channel '{uri.Text}': ", e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }
}
