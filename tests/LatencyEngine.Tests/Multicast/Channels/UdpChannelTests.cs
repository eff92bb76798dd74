using LatencyEngine.Multicast.Channels;

namespace LatencyEngine.Tests.Multicast.Channels;

/// <summary>Addresses of the loopback only: it is there on every host, and no name service is asked about it.</summary>
public sealed class UdpChannelTests
{
    private static readonly string TooLongLabel = new('a', 64);

    [Fact]
    public void Unicast_has_an_address_for_data_and_none_for_control()
    {
        var channel = Resolve("endpoint=127.0.0.1:40123");
        Assert.Equal("127.0.0.1:40123", channel.Data.ToString());
        Assert.Null(channel.Control ?? channel.Interface);
        Assert.False(channel.IsMulticast);
        Assert.Equal(ControlMode.None, channel.ControlMode);
        Assert.Equal(0, channel.TimeToLive);
        Assert.Equal("aeron:udp?endpoint=127.0.0.1:40123", channel.Text);
    }

    [Theory]
    [InlineData("224.0.1.1:40456", "224.0.1.2:40456")]
    [InlineData("239.255.255.255:1", "239.255.255.0:1")]
    [InlineData("[ff02::1:3]:40456", "[ff02::1:4]:40456")]
    public void Multicast_carries_control_at_the_next_address(string endpoint, string control)
    {
        var channel = Resolve($"endpoint={endpoint}|ttl=3");
        Assert.True(channel.IsMulticast);
        Assert.Equal(endpoint, channel.Data.ToString());
        Assert.Equal(control, channel.Control.ToString());
        Assert.Equal(3, channel.TimeToLive);
    }

    [Fact]
    public void A_publication_with_a_control_address_alone_learns_its_destinations()
    {
        var channel = Resolve("control=127.0.0.1:40456|control-mode=dynamic");
        Assert.Null(channel.Data);
        Assert.Equal("127.0.0.1:40456", channel.Control.ToString());
        Assert.Equal(ControlMode.Dynamic, channel.ControlMode);
        Assert.Equal(ControlMode.Dynamic, Resolve("control=127.0.0.1:40456").ControlMode);
    }

    [Fact]
    public void A_subscription_to_it_has_both_addresses()
    {
        var channel = Resolve("endpoint=127.0.0.1:0|control=127.0.0.1:40456|control-mode=dynamic");
        Assert.Equal("127.0.0.1:0", channel.Data.ToString());
        Assert.Equal("127.0.0.1:40456", channel.Control.ToString());
        Assert.False(channel.IsMulticast);
    }

    [Fact]
    public void Destinations_told_by_the_application_need_no_address()
    {
        var channel = Resolve("control-mode=manual");
        Assert.Null(channel.Data ?? channel.Control);
        Assert.Equal(ControlMode.Manual, channel.ControlMode);
    }

    [Theory]
    [InlineData("localhost:7", "127.0.0.1:7")]
    [InlineData("[::1]:65535", "[::1]:65535")]
    [InlineData("[::ffff:127.0.0.1]:7", "127.0.0.1:7")]
    [InlineData("127.0.0.1:0", "127.0.0.1:0")]
    public void Hosts_are_names_or_addresses_of_either_kind(string endpoint, string expected) =>
        Assert.Equal(expected, Resolve($"endpoint={endpoint}").Data.ToString());

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1:0")]
    [InlineData("127.0.0.1:4000", "127.0.0.1:4000")]
    [InlineData("127.255.3.4/8", "127.0.0.1:0")]
    [InlineData("127.0.0.9:5/24", "127.0.0.1:5")]
    [InlineData("127.0.0.9", "127.0.0.9:0")]
    [InlineData("localhost", "127.0.0.1:0")]
    [InlineData("0.0.0.0", "0.0.0.0:0")]
    public void An_interface_is_found_by_the_leading_bits_of_its_address(string written, string expected) =>
        Assert.Equal(expected, Resolve($"endpoint=224.0.1.1:40456|interface={written}").Interface.ToString());

    [LoopbackNameFact]
    public void An_interface_is_found_by_its_name()
    {
        var name = LoopbackNameFactAttribute.Name;
        Assert.Equal("127.0.0.1:0", Resolve($"endpoint=224.0.1.1:1|interface={{{name}}}").Interface.ToString());
        Assert.Equal("127.0.0.1:77", Resolve($"control-mode=manual|interface={{{name}}}:77").Interface.ToString());
    }

    [Theory]
    [InlineData("endpoint=127.0.0.1:1|mtu=8k|alias=x|fc=max", "alias=y|endpoint=localhost:1", true)]
    [InlineData("endpoint=224.0.1.1:1|interface=127.0.0.1", "endpoint=224.0.1.1:1|interface=localhost/32", true)]
    [InlineData("control=127.0.0.1:1|control-mode=dynamic", "control=127.0.0.1:1", true)]
    [InlineData("endpoint=127.0.0.1:1", "endpoint=127.0.0.1:2", false)]
    [InlineData("endpoint=224.0.1.1:1", "endpoint=224.0.1.3:1", false)]
    [InlineData("endpoint=224.0.1.1:1", "endpoint=224.0.1.1:1|interface=127.0.0.1", false)]
    [InlineData("endpoint=224.0.1.1:1", "endpoint=224.0.1.1:1|ttl=1", false)]
    [InlineData("control=127.0.0.1:1|control-mode=manual", "control=127.0.0.1:1", false)]
    [InlineData("endpoint=127.0.0.1:0", "endpoint=127.0.0.1:0", false)]
    [InlineData("control-mode=manual", "control-mode=manual", false)]
    public void Channels_share_sockets_where_their_addresses_are_the_same(string one, string other, bool isShared) =>
        Assert.Equal(isShared, Resolve(one).Canonical == Resolve(other).Canonical);

    [Fact]
    public void A_spy_has_the_canonical_name_of_what_it_reads()
    {
        var spy = UdpChannel.Resolve(ChannelUri.Parse("aeron-spy:aeron:udp?endpoint=127.0.0.1:1"));
        Assert.Equal(Resolve("endpoint=127.0.0.1:1").Canonical, spy.Canonical);
    }

    [Theory]
    [InlineData("mtu=1408", "endpoint is missing: expected host:port, or a control address")]
    [InlineData("control-mode=dynamic", "control is missing: expected host:port, which control-mode=dynamic needs")]
    [InlineData("endpoint=127.0.0.1:1|control-mode=dynamic", "control is missing: expected host:port")]
    [InlineData("control=127.0.0.1:1|control-mode=response", "control-mode=response: expected dynamic or manual: response")]
    [InlineData("endpoint=127.0.0.1:1|control-mode=none", "control-mode=none: expected dynamic or manual")]
    [InlineData("endpoint=224.0.1.2:40456", "endpoint=224.0.1.2:40456: expected a group with an odd last byte")]
    [InlineData("endpoint=[ff02::2]:40456", "endpoint=[ff02::2]:40456: expected a group with an odd last byte")]
    [InlineData("endpoint=224.0.1.1:0", "endpoint=224.0.1.1:0: expected a port above 0")]
    [InlineData("endpoint=224.0.1.1:1|control=127.0.0.1:1", "control=127.0.0.1:1: expected none beside a group")]
    [InlineData("endpoint=224.0.1.1:1|control-mode=manual", "control-mode=manual: expected none beside a group")]
    [InlineData("control=224.0.1.1:1", "control=224.0.1.1:1: expected the address of a host; a group goes into endpoint")]
    [InlineData("endpoint=127.0.0.1:1|control=[::1]:1", "control=[::1]:1: expected the same kind of address as endpoint")]
    [InlineData("endpoint=127.0.0.1:1|control=127.0.0.1:0", "control=127.0.0.1:0: expected a port above 0")]
    [InlineData("endpoint=127.0.0.1", "endpoint=127.0.0.1: expected host:port with a port from 0 to 65535")]
    [InlineData("endpoint=127.0.0.1:", "endpoint=127.0.0.1:: expected host:port")]
    [InlineData("endpoint=127.0.0.1:65536", "endpoint=127.0.0.1:65536: expected host:port")]
    [InlineData("endpoint=127.0.0.1:-1", "endpoint=127.0.0.1:-1: expected host:port")]
    [InlineData("endpoint=127.0.0.1:http", "endpoint=127.0.0.1:http: expected host:port")]
    [InlineData("endpoint=[::1]", "endpoint=[::1]: expected host:port")]
    [InlineData("endpoint=::1:40456", "endpoint=::1:40456: expected an IPv4 address, an IPv6 address in brackets, or a name")]
    [InlineData("endpoint=[127.0.0.1]:1", "endpoint=[127.0.0.1]:1: expected an IPv4 address")]
    [InlineData("endpoint=:1", "endpoint=:1: expected an IPv4 address")]
    [InlineData("endpoint=127.1:1", "endpoint=127.1:1: expected an IPv4 address")]
    [InlineData("endpoint=127.0.0.256:1", "endpoint=127.0.0.256:1: expected an IPv4 address")]
    [InlineData("endpoint=127.0.0.01:1", "endpoint=127.0.0.01:1: expected an IPv4 address")]
    [InlineData("endpoint=0x7f000001:1", "endpoint=0x7f000001:1: expected an IPv4 address")]
    [InlineData("endpoint=a host:1", "endpoint=a host:1: expected an IPv4 address")]
    [InlineData("endpoint=127.0.0.1:1|ttl=256", "ttl=256: expected a number from 0 to 255")]
    [InlineData("endpoint=127.0.0.1:1|ttl=-1", "ttl=-1: expected a number from 0 to 255")]
    [InlineData("endpoint=224.0.1.1:1|interface=203.0.113.77", "interface=203.0.113.77: expected an address of this host")]
    [InlineData("endpoint=224.0.1.1:1|interface=127.0.0.1/33", "interface=127.0.0.1/33: expected a number of bits from 0 to 32")]
    [InlineData("endpoint=224.0.1.1:1|interface=127.0.0.1/", "interface=127.0.0.1/: expected a number of bits from 0 to 32")]
    [InlineData("endpoint=224.0.1.1:1|interface=127.0.0.1:x", "interface=127.0.0.1:x: expected a port from 0 to 65535")]
    [InlineData("endpoint=224.0.1.1:1|interface={}", "interface={}: expected address[:port][/bits] or {name}[:port]")]
    [InlineData("endpoint=224.0.1.1:1|interface={lo", "interface={lo: expected address[:port][/bits]")]
    [InlineData("endpoint=224.0.1.1:1|interface={lo}1", "interface={lo}1: expected address[:port][/bits]")]
    [InlineData("endpoint=224.0.1.1:1|interface={no such one}", "expected an interface of this host with an IPv4 address")]
    [InlineData("endpoint=[ff02::1]:1|interface=127.0.0.1", "interface=127.0.0.1: expected an IPv6 address, as the other is")]
    public void What_cannot_be_is_refused_with_its_key_and_value(string values, string expected) =>
        Channels.AssertRefused(values, expected, uri => UdpChannel.Resolve(uri));

    [Fact]
    public void A_name_that_nobody_knows_is_refused() =>
        Channels.AssertRefused(
            $"endpoint={TooLongLabel}:1", $"endpoint={TooLongLabel}:1: expected a host that the name service knows",
            uri => UdpChannel.Resolve(uri));

    private static UdpChannel Resolve(string values) => UdpChannel.Resolve(Channels.With(values));
}
