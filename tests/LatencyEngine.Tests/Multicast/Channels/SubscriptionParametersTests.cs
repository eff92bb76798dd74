using LatencyEngine.Multicast.Channels;

namespace LatencyEngine.Tests.Multicast.Channels;

public sealed class SubscriptionParametersTests
{
    /// <summary>One key after the other: what is written, and what it changes.</summary>
    private static readonly Dictionary<string, Func<SubscriptionParameters, SubscriptionParameters>> Meanings = new()
    {
        ["session-id=-2147483648"] = usual => usual with { SessionId = int.MinValue },
        ["reliable=false"] = usual => usual with { IsReliable = false },
        ["tether=false"] = usual => usual with { IsTethered = false },
        ["rejoin=false"] = usual => usual with { RejoinsStreams = false },
        ["reliable=true|tether=true|rejoin=true|group=infer|cc=static"] = usual => usual,
        ["group=true"] = usual => usual with { Group = GroupSemantics.Always },
        ["group=false"] = usual => usual with { Group = GroupSemantics.Never },
        ["gtag=-9223372036854775808"] = usual => usual with { GroupTag = long.MinValue },
        ["rcv-wnd=64"] = usual => usual with { ReceiverWindowBytes = 64 },
        ["rcv-wnd=1m|so-rcvbuf=2m"] = usual => usual with { ReceiverWindowBytes = 1 << 20, ReceiveBufferBytes = 2 << 20 },
        ["rcv-wnd=1m|so-rcvbuf=0"] = usual => usual with { ReceiverWindowBytes = 1 << 20, ReceiveBufferBytes = 0 },
        ["so-sndbuf=64k"] = usual => usual with { SendBufferBytes = 65536 },
        ["nak-delay=0ns"] = usual => usual with { NakDelayNanos = 0 },
        ["nak-delay=100us"] = usual => usual with { NakDelayNanos = 100_000 },
        ["untethered-window-limit-timeout=1s"] =
            usual => usual with { UntetheredWindowLimitNanos = 1_000_000_000, UntetheredLingerNanos = 1_000_000_000 },
        ["untethered-linger-timeout=2s"] = usual => usual with { UntetheredLingerNanos = 2_000_000_000 },
        ["untethered-resting-timeout=20ms"] = usual => usual with { UntetheredRestingNanos = 20_000_000 },
        ["alias=x|of-tomorrow=?|mtu=1|ats=false"] = usual => usual,
    };

    public static TheoryData<string> Written => [.. Meanings.Keys];

    [Fact]
    public void What_is_not_written_is_as_usual()
    {
        var usual = SubscriptionParameters.Read(Channels.With("endpoint=127.0.0.1:4000"));
        Assert.True(usual.IsReliable && usual.IsTethered && usual.RejoinsStreams);
        Assert.Equal(GroupSemantics.Inferred, usual.Group);
        Assert.Equal(128 << 10, usual.ReceiverWindowBytes);
        Assert.Equal(128 << 10, usual.ReceiveBufferBytes);
        Assert.Equal(0, usual.SendBufferBytes);
        Assert.Equal(5_000_000_000, usual.UntetheredWindowLimitNanos);
        Assert.Equal(5_000_000_000, usual.UntetheredLingerNanos);
        Assert.Equal(10_000_000_000, usual.UntetheredRestingNanos);
        Assert.Null(usual.SessionId);
        Assert.Null(usual.GroupTag ?? usual.NakDelayNanos);
    }

    [Theory, MemberData(nameof(Written))]
    public void What_is_written_changes_what_it_says_and_nothing_else(string values) =>
        Assert.Equal(Meanings[values](new SubscriptionParameters()), SubscriptionParameters.Read(Channels.With(values)));

    [Theory]
    [InlineData("session-id=one", "session-id=one: expected a whole number of 32 bits")]
    [InlineData("reliable=TRUE", "reliable=TRUE: expected true or false")]
    [InlineData("tether=no", "tether=no: expected true or false")]
    [InlineData("rejoin=0", "rejoin=0: expected true or false")]
    [InlineData("group=always", "group=always: expected infer, true or false")]
    [InlineData("gtag=9223372036854775808", "gtag=9223372036854775808: expected a whole number of 64 bits")]
    [InlineData("cc=cubic", "cc=cubic: expected static, the only one carried here")]
    [InlineData("cc=fast", "cc=fast: expected static")]
    [InlineData("ats=true", "ats=true: expected false: nothing is encrypted here")]
    [InlineData("rcv-wnd=0", "rcv-wnd=0: expected a size from 64")]
    [InlineData("rcv-wnd=256k", "rcv-wnd=256k: expected at most the receive buffer (so-rcvbuf) of 131072 bytes")]
    [InlineData("so-rcvbuf=64k", "so-rcvbuf=64k: expected 0, or at least the receiver window (rcv-wnd) of 131072 bytes")]
    [InlineData("rcv-wnd=128k|so-rcvbuf=64k", "rcv-wnd=128k: expected at most the receive buffer (so-rcvbuf) of 65536 bytes")]
    [InlineData("so-sndbuf=-1", "so-sndbuf=-1: expected a size")]
    [InlineData("nak-delay=now", "nak-delay=now: expected a time")]
    [InlineData("untethered-window-limit-timeout=5h", "untethered-window-limit-timeout=5h: expected a time")]
    [InlineData("untethered-linger-timeout=-1", "untethered-linger-timeout=-1: expected a time")]
    [InlineData("untethered-resting-timeout=s", "untethered-resting-timeout=s: expected a time")]
    public void What_cannot_be_is_refused_with_its_key_and_value(string values, string expected) =>
        Channels.AssertRefused(values, expected, uri => SubscriptionParameters.Read(uri));
}
