using System.Net;
using LatencyEngine.Multicast.Channels;
using LatencyEngine.Multicast.Sockets;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.Multicast.Sockets;

/// <summary>What every socket does, on the loopback, whatever it is made of.</summary>
public abstract class DatagramSocketSpecification : IDisposable
{
    private protected const string Channel = "aeron:udp?endpoint=somewhere";

    private protected static readonly UdpAddress Loopback = Address("127.0.0.1", 0);

    private readonly List<IDatagramSocket> _opened = [];

    private protected abstract INetwork Network { get; }

    public void Dispose()
    {
        foreach (var socket in _opened) socket.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Datagrams_travel_both_ways()
    {
        var one = Open(Loopback);
        var other = Open(Loopback);
        Send(one, (7, 64, other.LocalAddress));
        var heard = Assert.Single(Arrived.At(other, 1));
        Assert.Equal(new Arrived(7, 64, one.LocalAddress), heard);

        Send(other, (8, 96, heard.From));
        Assert.Equal([new Arrived(8, 96, other.LocalAddress)], Arrived.At(one, 1));
    }

    [Fact]
    public void The_port_is_known_where_any_was_asked_for()
    {
        var socket = Open(Loopback);
        Assert.NotEqual(0, socket.LocalAddress.Port);
        Assert.Equal(Loopback, socket.LocalAddress with { Port = 0 });
    }

    [Fact]
    public void A_batch_longer_than_one_call_to_the_system_goes_and_comes_whole_and_in_order()
    {
        const int Count = 100;
        var from = Open(Loopback);
        var to = Open(Loopback);
        (byte, int, UdpAddress)[] sent = [.. Enumerable.Range(1, Count).Select(i => ((byte)i, i * 3, to.LocalAddress))];
        Send(from, sent);
        var expected = sent.Select(datagram => new Arrived(datagram.Item1, datagram.Item2, from.LocalAddress));
        Assert.Equal(expected, Arrived.At(to, Count, batchCapacity: Count + 1));
    }

    [Fact]
    public void What_a_batch_has_no_room_for_comes_with_the_next()
    {
        var from = Open(Loopback);
        var to = Open(Loopback);
        Send(from, (1, 10, to.LocalAddress), (2, 20, to.LocalAddress), (3, 30, to.LocalAddress));
        var arrived = Arrived.At(to, 3, batchCapacity: 1);
        Assert.Equal([10, 20, 30], arrived.Select(datagram => datagram.LengthBytes));
    }

    [Fact]
    public void One_batch_goes_to_several_destinations()
    {
        var from = Open(Loopback);
        var one = Open(Loopback);
        var other = Open(Loopback);
        Send(from, (1, 32, one.LocalAddress), (2, 32, other.LocalAddress), (3, 32, one.LocalAddress));
        Assert.Equal([1, 3], Arrived.At(one, 2).Select(datagram => datagram.Value));
        Assert.Equal([2], Arrived.At(other, 1).Select(datagram => datagram.Value));
    }

    [Fact]
    public void Where_nothing_has_come_nothing_is_received_and_nothing_allocated()
    {
        var socket = Open(Loopback);
        using var room = new BatchRoom(16);
        Assert.Equal(0, room.ReceiveFrom(socket));
        Assert.Equal(0, room.Batch.Count);
        Allocation.AssertNone(() => room.ReceiveFrom(socket));
        Assert.Equal(0, socket.ErrorCount);
    }

    [Fact]
    public void Sending_and_receiving_allocate_nothing()
    {
        var from = Open(Loopback);
        var to = Open(Loopback);
        using var sent = new BatchRoom(2);
        using var received = new BatchRoom(4);
        sent.Add(1, 64, to.LocalAddress);
        sent.Add(2, 64, to.LocalAddress);
        Allocation.AssertNone(() =>
        {
            from.Send(sent.Batch);
            received.ReceiveFrom(to);
        });
        Assert.Equal(0, from.ErrorCount + to.ErrorCount);
    }

    [Fact]
    public void An_empty_batch_is_sent_at_once()
    {
        using var room = new BatchRoom(1);
        Assert.Equal(0, Open(Loopback).Send(room.Batch));
    }

    [Fact]
    public void A_closed_port_at_the_other_end_does_no_harm()
    {
        var from = Open(Loopback);
        var to = Open(Loopback);
        var gone = Open(Loopback);
        gone.Dispose();
        for (var i = 0; i < 10; i++) Send(from, (1, 32, gone.LocalAddress), (2, 32, to.LocalAddress));
        Assert.Equal(10, Arrived.At(to, 10).Count);
        Send(to, (3, 32, from.LocalAddress));
        Assert.Equal([3], Arrived.At(from, 1).Select(datagram => datagram.Value));
    }

    [Fact]
    public void What_the_system_refuses_is_counted_and_what_is_behind_it_goes()
    {
        var from = Open(Loopback);
        var to = Open(Loopback);
        using var room = new BatchRoom(4, 70_000);
        room.Add(1, 32, to.LocalAddress);
        room.Add(2, 66_000, to.LocalAddress);
        room.Add(3, 32, Address("::1", to.LocalAddress.Port));
        room.Add(4, 32, to.LocalAddress);
        Assert.Equal(4, from.Send(room.Batch));
        Assert.Equal(2, from.ErrorCount);
        Assert.Equal([1, 4], Arrived.At(to, 2).Select(datagram => datagram.Value));
    }

    [Fact]
    public void A_datagram_longer_than_its_buffer_comes_as_an_empty_one_and_counts()
    {
        var from = Open(Loopback);
        var to = Open(Loopback);
        using var sent = new BatchRoom(2, 4096);
        sent.Add(1, 2049, to.LocalAddress);
        sent.Add(2, 2048, to.LocalAddress);
        Assert.Equal(2, from.Send(sent.Batch));
        Assert.Equal([0, 2048], Arrived.At(to, 2).Select(datagram => datagram.LengthBytes));
        Assert.Equal(1, to.ErrorCount);
    }

    [Fact]
    public void An_empty_datagram_stands_in_nobodys_way()
    {
        var from = Open(Loopback);
        var to = Open(Loopback);
        Send(from, (0, 0, to.LocalAddress), (9, 32, to.LocalAddress));
        Assert.Equal([0, 32], Arrived.At(to, 2).Select(datagram => datagram.LengthBytes));
        Assert.Equal(0, to.ErrorCount);
    }

    [Fact]
    public void Every_listener_to_a_group_hears_all_of_it()
    {
        var one = Join("224.0.1.101", FreePort());
        var other = Join("224.0.1.101", one.LocalAddress.Port);
        var sender = Open(Loopback, Loopback);
        Send(sender, (1, 32, Address("224.0.1.101", one.LocalAddress.Port)));
        Send(sender, (2, 64, Address("224.0.1.101", one.LocalAddress.Port)));
        Arrived[] expected = [new Arrived(1, 32, sender.LocalAddress), new Arrived(2, 64, sender.LocalAddress)];
        Assert.Equal(expected, Arrived.At(one, 2));
        Assert.Equal(expected, Arrived.At(other, 2));
    }

    [Fact]
    public void A_listener_hears_no_group_that_another_has_joined_at_its_port()
    {
        var one = Join("224.0.1.103", FreePort());
        var other = Join("224.0.1.105", one.LocalAddress.Port);
        var sender = Open(Loopback, Loopback);
        Send(sender, (1, 32, Address("224.0.1.105", one.LocalAddress.Port)));
        Send(sender, (2, 32, Address("224.0.1.103", one.LocalAddress.Port)));
        Assert.Equal([2], Arrived.At(one, 1).Select(datagram => datagram.Value));
        Assert.Equal([1], Arrived.At(other, 1).Select(datagram => datagram.Value));
    }

    [Fact]
    public void A_listener_answers_to_another_group_from_its_port()
    {
        var receiver = Join("224.0.1.107", FreePort());
        var control = Join("224.0.1.108", receiver.LocalAddress.Port);
        Send(receiver, (5, 36, Address("224.0.1.108", control.LocalAddress.Port)));
        var heard = Assert.Single(Arrived.At(control, 1));
        Assert.Equal(receiver.LocalAddress.Port, heard.From.Port);
        Assert.Equal("127.0.0.1", heard.From.ToEndPoint().Address.ToString());
    }

    [IpV6Fact]
    public void Datagrams_travel_both_ways_over_ipv6()
    {
        var one = Open(Address("::1", 0));
        var other = Open(Address("::1", 0));
        Send(one, (7, 64, other.LocalAddress));
        var heard = Assert.Single(Arrived.At(other, 1));
        Assert.Equal(new Arrived(7, 64, one.LocalAddress), heard);
        Send(other, (8, 96, heard.From));
        Assert.Equal([new Arrived(8, 96, other.LocalAddress)], Arrived.At(one, 1));
    }

    [Fact]
    public void A_second_socket_at_a_unicast_address_is_refused()
    {
        var first = Open(Loopback);
        var e = Assert.Throws<ChannelException>(() => Open(first.LocalAddress));
        Assert.Contains($"channel '{Channel}': cannot open {first.LocalAddress}", e.Message, StringComparison.Ordinal);
        Assert.Contains("the address is taken by another socket", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_socket_leaves_its_address_to_others()
    {
        var first = Open(Loopback);
        first.Dispose();
        Assert.Equal(first.LocalAddress, Open(first.LocalAddress).LocalAddress);
    }

    [Fact]
    public void A_closed_socket_is_closed_once_and_used_no_more()
    {
        var socket = Open(Loopback);
        using var room = new BatchRoom(1);
        room.Add(1, 32, socket.LocalAddress);
        socket.Dispose();
        socket.Dispose();
        Assert.Throws<ObjectDisposedException>(() => socket.Send(room.Batch));
        Assert.Throws<ObjectDisposedException>(() => socket.Receive(room.Batch));
    }

    [Fact]
    public void An_address_of_another_host_is_refused()
    {
        var e = Assert.Throws<ChannelException>(() => Open(Address("203.0.113.77", 0)));
        Assert.Contains("cannot open 203.0.113.77:0: not an address of this host", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_on_an_interface_of_another_host_is_refused()
    {
        var elsewhere = Address("203.0.113.77", 0);
        var e = Assert.Throws<ChannelException>(() => Join("224.0.1.109", 0, elsewhere));
        Assert.Contains("in group 224.0.1.109:0 on interface 203.0.113.77:0: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_receive_buffer_that_was_asked_for_is_granted_where_the_system_allows_it()
    {
        var options = new DatagramSocketOptions { Bind = Loopback, ReceiveBufferBytes = 64 << 10, Channel = Channel };
        Assert.Equal(64 << 10, Keep(Network.Open(options)).ReceiveBufferBytes);
        Assert.True(Open(Loopback).ReceiveBufferBytes > 0);
    }

    private protected static UdpAddress Address(string host, int port) =>
        UdpAddress.From(new IPEndPoint(IPAddress.Parse(host), port));

    private protected IDatagramSocket Open(UdpAddress bind, UdpAddress? local = null) =>
        Keep(Network.Open(new DatagramSocketOptions { Bind = bind, Interface = local, TimeToLive = 1, Channel = Channel }));

    private IDatagramSocket Join(string group, int port, UdpAddress? local = null) =>
        Keep(Network.Open(new DatagramSocketOptions
        {
            Bind = (local ?? Loopback) with { Port = (ushort)port },
            Group = Address(group, port),
            Interface = local ?? Loopback,
            IsShared = true,
            Channel = Channel,
        }));

    /// <summary>One that the system had free a moment ago, so that no other test's groups are at it.</summary>
    private int FreePort()
    {
        using var socket = Network.Open(new DatagramSocketOptions { Bind = Loopback, Channel = Channel });
        return socket.LocalAddress.Port;
    }

    private IDatagramSocket Keep(IDatagramSocket socket)
    {
        _opened.Add(socket);
        return socket;
    }

    private static void Send(IDatagramSocket from, params (byte Value, int LengthBytes, UdpAddress To)[] datagrams)
    {
        using var room = new BatchRoom(datagrams.Length);
        foreach (var (value, lengthBytes, to) in datagrams) room.Add(value, lengthBytes, to);
        Assert.Equal(datagrams.Length, from.Send(room.Batch));
    }
}
