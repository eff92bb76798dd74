using LatencyEngine.Multicast.Channels;

namespace LatencyEngine.Tests.Multicast.Channels;

/// <summary>Whatever is written is understood, or refused with a reason; nothing else comes of it.</summary>
public sealed class ChannelFuzzTests
{
    private const string Anything = "aeron:udp?|=spy-ipcmgktx,:/[]{}.%0123456789 é\0𝄞";

    /// <summary>No letters: a name would be looked up.</summary>
    private const string Numeric = "0123456789.:[]/{}-%,";

    private static readonly string[] Keys =
    [
        "mtu", "term-length", "init-term-id", "term-id", "term-offset", "session-id", "linger", "eos", "fc", "max-resend",
        "pub-wnd", "ssc", "so-sndbuf", "so-rcvbuf", "reliable", "tether", "rejoin", "group", "gtag", "cc", "rcv-wnd",
        "nak-delay", "untethered-window-limit-timeout", "untethered-linger-timeout", "untethered-resting-timeout", "ats",
    ];

    private static readonly string[] Values =
    [
        "0", "1", "-1", "32", "64", "64k", "1m", "1g", "2g", "9223372036854775807", "5s", "10ms", "7ns", "true", "false",
        "infer", "static", "min", "max", "tagged,g:1", "min,g:/2,t:5s", "max,rrwm:4", "g:/", "t:", ",",
    ];

    private static readonly string[] Addresses =
        ["127.0.0.1:1", "224.0.1.1:2", "224.0.1.1:0", "[::1]:3", "[ff02::1]:4", "127.0.0.1/8", "0.0.0.0:0", "{}", "{0}:1"];

    [Fact]
    public void Any_characters_are_read_or_refused()
    {
        var random = new Random(1);
        var read = Count(20_000, () => Characters(random, Anything, random.Next(60)));
        Assert.Equal(0, read);
    }

    [Fact]
    public void Any_values_are_read_or_refused()
    {
        var random = new Random(2);
        var read = Count(50_000, () => "aeron:udp?" + Pairs(random, Keys, () => ValueOf(random)));
        Assert.InRange(read, 1_000, 49_000);
    }

    [Fact]
    public void Any_addresses_are_resolved_or_refused()
    {
        var random = new Random(3);
        string[] keys = ["endpoint", "control", "interface"];
        var resolved = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var text = "aeron:udp?" + Pairs(random, keys, () => AddressOf(random));
            if (IsTaken(() => UdpChannel.Resolve(ChannelUri.Parse(text)))) resolved++;
        }
        Assert.InRange(resolved, 10, 2_990);
    }

    private static int Count(int texts, Func<string> next)
    {
        var read = 0;
        for (var i = 0; i < texts; i++)
        {
            var text = next();
            var isPublication = IsTaken(() => PublicationParameters.Read(ChannelUri.Parse(text)));
            var isSubscription = IsTaken(() => SubscriptionParameters.Read(ChannelUri.Parse(text)));
            if (isPublication || isSubscription) read++;
        }
        return read;
    }

    /// <summary>Any other exception than the one that refuses ends the test.</summary>
    private static bool IsTaken(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (ChannelException e)
        {
            Assert.StartsWith("channel ", e.Message, StringComparison.Ordinal);
            return false;
        }
    }

    private static string Pairs(Random random, string[] keys, Func<string> value) =>
        string.Join('|', Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"{keys[random.Next(keys.Length)]}={value()}"));

    private static string ValueOf(Random random) =>
        random.Next(4) == 0 ? Characters(random, Anything, random.Next(1, 8)) : Values[random.Next(Values.Length)];

    private static string AddressOf(Random random)
    {
        var address = Addresses[random.Next(Addresses.Length)];
        if (random.Next(2) == 0) return address;
        var at = random.Next(address.Length);
        return address[..at] + Characters(random, Numeric, random.Next(3)) + address[(at + random.Next(2))..];
    }

    private static string Characters(Random random, string from, int count) =>
        string.Create(count, (random, from), static (characters, state) =>
        {
            for (var i = 0; i < characters.Length; i++) characters[i] = state.from[state.random.Next(state.from.Length)];
        });
}
