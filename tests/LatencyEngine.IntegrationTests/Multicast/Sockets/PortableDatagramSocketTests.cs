using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.IntegrationTests.Multicast.Sockets;

public sealed class PortableDatagramSocketTests : DatagramSocketSpecification
{
    private protected override INetwork Network { get; } = new UdpNetwork(isPortable: true);

    [Fact]
    public void It_is_what_was_asked_for() => Assert.IsType<PortableDatagramSocket>(Open(Loopback));
}
