using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Multicast.Subscribing;

namespace LatencyEngine.IntegrationTests.Multicast;

/// <summary>Two drivers on real sockets of the loopback interface, on threads of their own.</summary>
public sealed class LoopbackTests
{
    private const int StreamId = 1001;
    private const int MessageCount = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(DriverThreading.Shared, DriverIdle.BackOff)]
    [InlineData(DriverThreading.Dedicated, DriverIdle.BackOff)]
    [InlineData(DriverThreading.Shared, DriverIdle.Yield)]
    public void Unicast_arrives_once_and_in_order(DriverThreading threading, DriverIdle idle)
    {
        var channel = $"aeron:udp?endpoint=127.0.0.1:{FreePort(IPAddress.Loopback)}|term-length=256k";
        DeliverAll(new MediaDriverOptions { Threading = threading, Idle = idle }, channel, channel);
    }

    [IPv6Fact]
    public void Unicast_over_version_6_arrives()
    {
        var channel = $"aeron:udp?endpoint=[::1]:{FreePort(IPAddress.IPv6Loopback)}";
        DeliverAll(new MediaDriverOptions(), channel, channel);
    }

    [Theory]
    [InlineData(DriverThreading.Shared)]
    [InlineData(DriverThreading.Dedicated)]
    public void A_group_on_loopback_arrives(DriverThreading threading)
    {
        var group = $"224.0.1.{(2 * (Environment.ProcessId % 100)) + 1}:{FreePort(IPAddress.Loopback)}";
        var channel = $"aeron:udp?endpoint={group}|interface=127.0.0.1";
        DeliverAll(new MediaDriverOptions { Threading = threading }, channel + "|fc=min,g:/1", channel);
    }

    [Fact]
    public void Dynamic_destinations_on_loopback_arrive()
    {
        var control = $"control=127.0.0.1:{FreePort(IPAddress.Loopback)}|control-mode=dynamic";
        DeliverAll(
            new MediaDriverOptions(), $"aeron:udp?{control}",
            $"aeron:udp?endpoint=127.0.0.1:{FreePort(IPAddress.Loopback)}|{control}");
    }

    [Fact]
    public void A_restarted_publisher_is_heard_again()
    {
        var channel = $"aeron:udp?endpoint=127.0.0.1:{FreePort(IPAddress.Loopback)}";
        using var receiver = MediaDriver.Start(new MediaDriverOptions());
        using var subscription = receiver.AddSubscription(channel, StreamId);
        for (var round = 0; round < 2; round++)
        {
            var handler = new OrderHandler();
            using var sender = MediaDriver.Start(new MediaDriverOptions());
            using var publication = sender.AddPublication(channel, StreamId);
            Exchange(publication, subscription, ref handler, 1_000);
        }
    }

    [Fact]
    public void An_address_that_is_taken_is_refused()
    {
        var channel = $"aeron:udp?endpoint=127.0.0.1:{FreePort(IPAddress.Loopback)}";
        using var one = MediaDriver.Start(new MediaDriverOptions());
        using var other = MediaDriver.Start(new MediaDriverOptions());
        using var subscription = one.AddSubscription(channel, StreamId);
        var thrown = Assert.Throws<LatencyEngine.Multicast.Channels.ChannelException>(() => other.AddSubscription(channel, StreamId));
        Assert.Contains("taken", thrown.Message, StringComparison.Ordinal);
    }

    private static void DeliverAll(MediaDriverOptions options, string publishing, string listening)
    {
        using var sender = MediaDriver.Start(options with { Name = "sending" });
        using var receiver = MediaDriver.Start(options with { Name = "hearing" });
        using var subscription = receiver.AddSubscription(listening, StreamId);
        using var publication = sender.AddPublication(publishing, StreamId);
        var handler = new OrderHandler();
        Exchange(publication, subscription, ref handler, MessageCount);
        Assert.Null(sender.Failure);
        Assert.Null(receiver.Failure);
    }

    // Offers and polls on one thread until everything has come; lengths from 8 bytes to several fragments.
    private static void Exchange(Publication publication, Subscription subscription, ref OrderHandler handler, int count)
    {
        var message = new byte[4_000];
        var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        for (var next = 0; handler.Next < count;)
        {
            BinaryPrimitives.WriteInt64LittleEndian(message, next);
            if (next < count && publication.Offer(message.AsSpan(0, OrderHandler.LengthOf(next))) >= 0) next++;
            else if (subscription.Poll(ref handler, 100) == 0) Thread.Yield();
            Assert.True(Environment.TickCount64 < deadline, $"{handler.Next} of {count} messages came, {next} were taken.");
        }
    }

    private static int FreePort(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private struct OrderHandler : IFragmentHandler
    {
        public int Next;

        public static int LengthOf(int number) => 8 + (number % 50 == 7 ? 3_900 : number % 200);

        public void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header)
        {
            Assert.Equal(Next, BinaryPrimitives.ReadInt64LittleEndian(payload));
            Assert.Equal(LengthOf(Next), payload.Length);
            Next++;
        }
    }
}
