using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.IntegrationTests.Multicast.Sockets;

public sealed class SystemDatagramSocketTests : DatagramSocketSpecification
{
    private protected override INetwork Network { get; } = new UdpNetwork();

    [Fact]
    public void It_hands_over_batches_where_the_system_can()
    {
        var expected = UdpNetwork.OffersBatches ? typeof(LinuxDatagramSocket) : typeof(PortableDatagramSocket);
        Assert.IsType(expected, Open(Loopback));
    }
}
