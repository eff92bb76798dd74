using LatencyEngine.Multicast.Channels;

namespace LatencyEngine.Tests.Multicast.Channels;

public sealed class PublicationParametersTests
{
    /// <summary>One key after the other: what is written, and what it changes.</summary>
    private static readonly Dictionary<string, Func<PublicationParameters, PublicationParameters>> Meanings = new()
    {
        ["mtu=64"] = usual => usual with { MtuBytes = 64 },
        ["mtu=8k"] = usual => usual with { MtuBytes = 8192 },
        ["mtu=65504"] = usual => usual with { MtuBytes = 65504 },
        ["term-length=64k"] = usual => usual with { TermLengthBytes = 65536 },
        ["term-length=1G"] = usual => usual with { TermLengthBytes = 1 << 30 },
        ["session-id=-7"] = usual => usual with { SessionId = -7 },
        ["linger=0"] = usual => usual with { LingerNanos = 0 },
        ["linger=250ms"] = usual => usual with { LingerNanos = 250_000_000 },
        ["linger=3us"] = usual => usual with { LingerNanos = 3_000 },
        ["eos=false"] = usual => usual with { SignalsEndOfStream = false },
        ["eos=true"] = usual => usual,
        ["max-resend=1"] = usual => usual with { MaxResend = 1 },
        ["max-resend=256"] = usual => usual with { MaxResend = 256 },
        ["pub-wnd=1408"] = usual => usual with { PublicationWindowBytes = 1408 },
        ["pub-wnd=8m"] = usual => usual with { PublicationWindowBytes = 8 << 20 },
        ["ssc=true"] = usual => usual with { SpiesSimulateConnection = true },
        ["so-sndbuf=2m"] = usual => usual with { SendBufferBytes = 2 << 20 },
        ["so-rcvbuf=0"] = usual => usual with { ReceiveBufferBytes = 0 },
        ["init-term-id=5|term-id=9|term-offset=64"] =
            usual => usual with { InitialTermId = 5, TermId = 9, TermOffset = 64 },
        ["init-term-id=2147483646|term-id=-2147483647|term-offset=0"] =
            usual => usual with { InitialTermId = int.MaxValue - 1, TermId = int.MinValue + 1, TermOffset = 0 },
        ["fc=max"] = usual => usual with { FlowControl = Flow(FlowControlKind.Max) },
        ["fc=max,rrwm:4"] = usual => usual with { FlowControl = Flow(FlowControlKind.Max) with { RetransmitWindows = 4 } },
        ["fc=min"] = usual => usual with { FlowControl = Flow(FlowControlKind.Min) },
        ["fc=min,g:/3"] = usual => usual with { FlowControl = Flow(FlowControlKind.Min) with { GroupSizeMin = 3 } },
        ["fc=min,t:2s,g:/3"] = usual => usual with
        {
            FlowControl = Flow(FlowControlKind.Min) with { GroupSizeMin = 3, ReceiverTimeoutNanos = 2_000_000_000 },
        },
        ["fc=tagged,g:-77"] = usual => usual with { FlowControl = Flow(FlowControlKind.Tagged) with { GroupTag = -77 } },
        ["fc=tagged,g:77/2,t:100ms,rrwm:1"] = usual => usual with
        {
            FlowControl = new FlowControlSpec
            {
                Kind = FlowControlKind.Tagged,
                GroupTag = 77,
                GroupSizeMin = 2,
                ReceiverTimeoutNanos = 100_000_000,
                RetransmitWindows = 1,
            },
        },
        ["sparse=true|alias=x|tags=1,2|stream-id=3|of-tomorrow=?|ats=false"] = usual => usual,
    };

    public static TheoryData<string> Written => [.. Meanings.Keys];

    [Fact]
    public void What_is_not_written_is_as_usual()
    {
        var usual = PublicationParameters.Read(Channels.With("endpoint=127.0.0.1:4000"));
        Assert.Equal(1408, usual.MtuBytes);
        Assert.Equal(16 << 20, usual.TermLengthBytes);
        Assert.Equal(5_000_000_000, usual.LingerNanos);
        Assert.Equal(5_000_000_000, usual.FlowControl.ReceiverTimeoutNanos);
        Assert.Equal(FlowControlKind.Default, usual.FlowControl.Kind);
        Assert.Equal(16, usual.MaxResend);
        Assert.Equal(128 << 10, usual.ReceiveBufferBytes);
        Assert.Equal(0, usual.SendBufferBytes);
        Assert.True(usual.SignalsEndOfStream);
        Assert.False(usual.SpiesSimulateConnection);
        Assert.Null(usual.SessionId ?? usual.InitialTermId ?? usual.TermId ?? usual.TermOffset);
        Assert.Null(usual.PublicationWindowBytes ?? usual.FlowControl.RetransmitWindows);
    }

    [Theory, MemberData(nameof(Written))]
    public void What_is_written_changes_what_it_says_and_nothing_else(string values) =>
        Assert.Equal(Meanings[values](new PublicationParameters()), PublicationParameters.Read(Channels.With(values)));

    [Theory]
    [InlineData("mtu=32", "mtu=32: expected a size from 64 to 65504 bytes")]
    [InlineData("mtu=64k", "mtu=64k: expected a size from 64 to 65504 bytes")]
    [InlineData("mtu=1400", "mtu=1400: expected a multiple of 32")]
    [InlineData("mtu=-64", "mtu=-64: expected a size")]
    [InlineData("mtu=1408b", "mtu=1408b: expected a size")]
    [InlineData("mtu=k", "mtu=k: expected a size")]
    [InlineData("mtu=99999999999999999999", "mtu=99999999999999999999: expected a size")]
    [InlineData("mtu=9223372036854775807k", "mtu=9223372036854775807k: expected a size")]
    [InlineData("mtu=16k|term-length=64k", "mtu=16k: expected at most 8192, the longest message in terms of 65536")]
    [InlineData("term-length=32k", "term-length=32k: expected a size from 65536 to 1073741824 bytes")]
    [InlineData("term-length=2g", "term-length=2g: expected a size from 65536 to 1073741824 bytes")]
    [InlineData("term-length=96k", "term-length=96k: expected a power of two")]
    [InlineData("session-id=2147483648", "session-id=2147483648: expected a whole number of 32 bits")]
    [InlineData("session-id=tag:3", "session-id=tag:3: expected a whole number of 32 bits")]
    [InlineData("init-term-id=x|term-id=1|term-offset=0", "init-term-id=x: expected a whole number of 32 bits")]
    [InlineData("term-id=1|term-offset=0", "init-term-id is missing: expected all of init-term-id, term-id and term-offset")]
    [InlineData("init-term-id=1|term-offset=0", "term-id is missing: expected all of")]
    [InlineData("init-term-id=1|term-id=1", "term-offset is missing: expected all of")]
    [InlineData("init-term-id=2|term-id=1|term-offset=0", "term-id=1: expected no more than 2147483647 terms behind init-term-id=2")]
    [InlineData("init-term-id=1|term-id=1|term-offset=-32", "term-offset=-32: expected a multiple of 32 from 0")]
    [InlineData("init-term-id=1|term-id=1|term-offset=33", "term-offset=33: expected a multiple of 32 from 0")]
    [InlineData("init-term-id=1|term-id=1|term-offset=65536|term-length=64k", "term-offset=65536: expected a multiple of 32")]
    [InlineData("linger=5m", "linger=5m: expected a time, such as 100us or 5s")]
    [InlineData("linger=-1s", "linger=-1s: expected a time")]
    [InlineData("linger=1.5s", "linger=1.5s: expected a time")]
    [InlineData("linger=9223372036854775807s", "linger=9223372036854775807s: expected a time")]
    [InlineData("eos=yes", "eos=yes: expected true or false")]
    [InlineData("ssc=1", "ssc=1: expected true or false")]
    [InlineData("ats=true", "ats=true: expected false: nothing is encrypted here")]
    [InlineData("max-resend=0", "max-resend=0: expected a number from 1 to 256")]
    [InlineData("max-resend=257", "max-resend=257: expected a number from 1 to 256")]
    [InlineData("max-resend=1k", "max-resend=1k: expected a number from 1 to 256")]
    [InlineData("pub-wnd=0", "pub-wnd=0: expected a size from 64")]
    [InlineData("pub-wnd=1024", "pub-wnd=1024: expected from the mtu of 1408 to half a term, 8388608")]
    [InlineData("pub-wnd=64k|term-length=64k", "pub-wnd=64k: expected from the mtu of 1408 to half a term, 32768")]
    [InlineData("so-sndbuf=1024", "so-sndbuf=1024: expected 0, or at least the mtu of 1408")]
    [InlineData("so-sndbuf=x", "so-sndbuf=x: expected a size")]
    [InlineData("so-rcvbuf=2g", "so-rcvbuf=2g: expected a size from 0 to 1073741824 bytes")]
    [InlineData("fc=avg", "fc=avg: expected max, min[,g:/receivers][,t:time] or tagged")]
    [InlineData("fc=,min", "fc=,min: expected max")]
    [InlineData("fc=max,g:/2", "fc=max,g:/2: expected max")]
    [InlineData("fc=max,t:5s", "'t:5s' is none of them")]
    [InlineData("fc=min,", "fc=min,: expected max")]
    [InlineData("fc=min,g:3", "'g:3' is none of them")]
    [InlineData("fc=min,g:77/3", "'g:77/3' is none of them")]
    [InlineData("fc=min,g:/x", "fc=min,g:/x: expected a number of receivers from 0 to 1024")]
    [InlineData("fc=min,g:/2,g:/3", "fc=min,g:/2,g:/3: expected 'g:' once")]
    [InlineData("fc=min,t:0s", "'t:0s' is none of them")]
    [InlineData("fc=min,t:soon", "'t:soon' is none of them")]
    [InlineData("fc=max,rrwm:0", "'rrwm:0' is none of them")]
    [InlineData("fc=tagged", "fc=tagged: expected max")]
    [InlineData("fc=tagged,g:/2", "'g:/2' is none of them")]
    [InlineData("fc=tagged,g:x/2", "'g:x/2' is none of them")]
    public void What_cannot_be_is_refused_with_its_key_and_value(string values, string expected) =>
        Channels.AssertRefused(values, expected, uri => PublicationParameters.Read(uri));

    private static FlowControlSpec Flow(FlowControlKind kind) => new() { Kind = kind };
}
