using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Tests.Multicast.Simulation;

namespace LatencyEngine.Tests.Multicast;

/// <summary>Every message comes once, in order and undamaged, whatever the network does.</summary>
public sealed class DeliveryTests
{
    private const string Unicast = "aeron:udp?endpoint=127.0.0.2:40123";
    private const string SmallTerms = "|term-length=64k";

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory, MemberData(nameof(Seeds))]
    public void Unicast_arrives_over_a_bad_network(int seed)
    {
        using var world = new SimulatedWorld(seed, LinkConditions.Bad);
        var publication = world.AddDriver("127.0.0.1").AddPublication(Unicast + SmallTerms, 1001);
        var subscription = world.AddDriver("127.0.0.2").AddSubscription(Unicast, 1001);
        new DeliveryRun(world, publication, MessageFlow.Mixed(), subscription).Connect().Deliver(1_000).AssertComplete(1_000);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_group_of_three_receives_over_a_bad_network(int seed)
    {
        using var world = new SimulatedWorld(seed, LinkConditions.Bad);
        var publication = world.AddDriver("127.0.0.1").AddPublication(Group(1) + "|fc=min,g:/3" + SmallTerms, 1001);
        var subscriptions = new[] { 2, 3, 4 }.Select(host => world.AddDriver($"127.0.0.{host}").AddSubscription(Group(host), 1001));
        new DeliveryRun(world, publication, MessageFlow.Mixed(), [.. subscriptions]).Connect().Deliver(500).AssertComplete(500);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Dynamic_destinations_receive_over_a_bad_network(int seed)
    {
        using var world = new SimulatedWorld(seed, LinkConditions.Bad);
        const string control = "control=127.0.0.1:40200|control-mode=dynamic";
        var publication = world.AddDriver("127.0.0.1").AddPublication($"aeron:udp?{control}|fc=min,g:/2" + SmallTerms, 1001);
        var subscriptions = new[] { 2, 3 }.Select(host =>
            world.AddDriver($"127.0.0.{host}").AddSubscription($"aeron:udp?endpoint=127.0.0.{host}:40123|{control}", 1001));
        new DeliveryRun(world, publication, MessageFlow.Mixed(), [.. subscriptions]).Connect().Deliver(500).AssertComplete(500);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Manual_destinations_receive_over_a_bad_network(int seed)
    {
        using var world = new SimulatedWorld(seed, LinkConditions.Bad);
        var publication = world.AddDriver("127.0.0.1").AddPublication("aeron:udp?control-mode=manual|fc=min,g:/2" + SmallTerms, 1001);
        var subscriptions = new[] { 2, 3 }.Select(host =>
            world.AddDriver($"127.0.0.{host}").AddSubscription($"aeron:udp?endpoint=127.0.0.{host}:40123", 1001)).ToArray();
        foreach (var host in new[] { 2, 3 }) publication.AddDestination(System.Net.IPEndPoint.Parse($"127.0.0.{host}:40123"));
        new DeliveryRun(world, publication, MessageFlow.Mixed(), subscriptions).Connect().Deliver(500).AssertComplete(500);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_stream_heard_at_two_addresses_is_one_image(int seed)
    {
        using var world = new SimulatedWorld(seed, LinkConditions.Bad);
        var publication = world.AddDriver("127.0.0.1").AddPublication("aeron:udp?control-mode=manual" + SmallTerms, 1001);
        var subscription = world.AddDriver("127.0.0.2").AddSubscription("aeron:udp?control-mode=manual", 1001);
        foreach (var port in new[] { 40123, 40125 })
        {
            subscription.AddDestination($"aeron:udp?endpoint=127.0.0.2:{port}");
            publication.AddDestination(System.Net.IPEndPoint.Parse($"127.0.0.2:{port}"));
        }
        new DeliveryRun(world, publication, MessageFlow.Mixed(), subscription).Connect().Deliver(500).AssertComplete(500);
    }

    [Theory]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(int.MaxValue - 3, int.MaxValue)]
    [InlineData(int.MaxValue - 1, int.MinValue)]
    [InlineData(-1, -1)]
    public void Term_ids_wrap_around(int initialTermId, int termId)
    {
        using var world = new SimulatedWorld(7, LinkConditions.Bad);
        var start = $"|init-term-id={initialTermId}|term-id={termId}|term-offset=65504";
        var publication = world.AddDriver("127.0.0.1").AddPublication(Unicast + SmallTerms + start, 1001);
        var subscription = world.AddDriver("127.0.0.2").AddSubscription(Unicast, 1001);
        new DeliveryRun(world, publication, MessageFlow.Mixed(), subscription).Connect().Deliver(2_000).AssertComplete(2_000);
    }

    [Fact]
    public void Small_terms_rotate_many_times()
    {
        using var world = new SimulatedWorld(3, new LinkConditions { Loss = 0.01 });
        var publication = world.AddDriver("127.0.0.1").AddPublication(Unicast + SmallTerms, 1001);
        var subscription = world.AddDriver("127.0.0.2").AddSubscription(Unicast, 1001);
        new DeliveryRun(world, publication, MessageFlow.Mixed(), subscription).Connect().Deliver(40_000).AssertComplete(40_000);
        Assert.True(publication.Position > 200 * 65_536);
    }

    [Theory]
    [InlineData("mtu=64", 65_536 / 8)]
    [InlineData("mtu=1408", 65_536 / 8)]
    [InlineData("mtu=8192", 65_536 / 8)]
    public void Messages_of_every_size_arrive(string mtu, int longest)
    {
        using var world = new SimulatedWorld(5);
        var publication = world.AddDriver("127.0.0.1").AddPublication($"{Unicast}|{mtu}{SmallTerms}", 1001);
        var subscription = world.AddDriver("127.0.0.2").AddSubscription(Unicast, 1001);
        Assert.Equal(longest, publication.MaxMessageBytes);
        var flow = new MessageFlow(number => MessageFlow.LengthMin + number);
        var count = longest - MessageFlow.LengthMin + 1;
        new DeliveryRun(world, publication, flow, subscription).Connect().Deliver(count).AssertComplete(count);
        Assert.Throws<ArgumentException>(() => publication.Offer(new byte[longest + 1]));
    }

    [Fact]
    public void Two_publications_on_one_channel_are_two_images_and_one_socket()
    {
        using var world = new SimulatedWorld();
        var sender = world.AddDriver("127.0.0.1");
        using var one = sender.AddPublication(Unicast, 1001);
        using var other = sender.AddPublication(Unicast, 1001);
        Assert.Equal(1, world.Network.OpenSockets);
        var subscription = world.AddDriver("127.0.0.2").AddSubscription(Unicast, 1001);
        var flow = MessageFlow.Small();
        var reader = new CheckingReader(subscription, flow);
        world.Application = () => reader.Poll();
        world.RunUntil(() => one.IsConnected && other.IsConnected && reader.Available.Count == 2);
        world.Step(1);
        for (var number = 0; number < 100; number++)
        {
            Assert.True(one.Offer(flow.Compose(number), number) > 0);
            Assert.True(other.Offer(flow.Compose(number), number) > 0);
        }
        world.RunUntil(() => reader.Count == 200);
        Assert.Equal(0, reader.Missed);
        Assert.NotEqual(reader.Available[0].SessionId, reader.Available[1].SessionId);
    }

    [Fact]
    public void A_full_send_buffer_delays_and_loses_nothing()
    {
        using var world = new SimulatedWorld();
        var sender = world.AddDriver("127.0.0.1");
        var publication = sender.AddPublication(Unicast + SmallTerms, 1001);
        var subscription = world.AddDriver("127.0.0.2").AddSubscription(Unicast, 1001);
        var run = new DeliveryRun(world, publication, MessageFlow.Mixed(), subscription).Connect();
        world.Application = () =>
        {
            world.Network.SendBudget = 2;
            run.Flow.OfferUpTo(publication, 500);
            run.Readers[0].Poll();
        };
        world.RunUntil(() => run.Readers[0].Last == 499);
        run.AssertComplete(500);
        Assert.True(SimulatedWorld.Count(sender, "short-sends") > 0);
    }

    [Fact]
    public void A_receive_buffer_that_overflows_is_made_up_for()
    {
        using var world = new SimulatedWorld();
        world.Network.ReceiveBufferBytes = 8_192;
        var publication = world.AddDriver("127.0.0.1").AddPublication(Unicast, 1001);
        var receiver = world.AddDriver("127.0.0.2");
        var subscription = receiver.AddSubscription(Unicast, 1001);
        new DeliveryRun(world, publication, MessageFlow.Mixed(), subscription).Connect().Deliver(2_000).AssertComplete(2_000);
        Assert.True(SimulatedWorld.Count(receiver, "naks-sent") > 0);
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        Assert.Equal(TraceOf(11), TraceOf(11));
        Assert.NotEqual(TraceOf(11), TraceOf(12));
    }

    private static string Group(int host) => $"aeron:udp?endpoint=224.0.1.1:40456|interface=127.0.0.{host}";

    private static string TraceOf(int seed)
    {
        using var world = new SimulatedWorld(seed, LinkConditions.Bad);
        var trace = new System.Text.StringBuilder();
        world.Network.Sniffer = datagram => trace.Append(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(datagram), 0, 4));
        var publication = world.AddDriver("127.0.0.1").AddPublication(Unicast + SmallTerms, 1001);
        var subscription = world.AddDriver("127.0.0.2").AddSubscription(Unicast, 1001);
        new DeliveryRun(world, publication, MessageFlow.Mixed(), subscription).Connect().Deliver(200);
        Assert.NotEqual(OfferResult.Closed, publication.Position);
        return trace.ToString();
    }
}
