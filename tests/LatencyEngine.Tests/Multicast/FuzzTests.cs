using System.Globalization;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Multicast.Subscribing;
using LatencyEngine.Tests.Multicast.Simulation;

namespace LatencyEngine.Tests.Multicast;

/// <summary>
/// Whatever a network brings, a driver goes on: captured datagrams are mutated and thrown at both ends of a stream.
/// </summary>
/// <remarks>
/// The environment variable LATENCYENGINE_FUZZ_DATAGRAMS sets how many datagrams are thrown in each test, in place of the
/// usual number; ten million is the figure of a long run.
/// </remarks>
public sealed class FuzzTests
{
    private const int UsualDatagrams = 150_000;
    private const int DatagramsPerStep = 40;
    private const int SocketBufferBytes = 128 << 10;
    private const int ManagedBytesMax = 48 << 20;
    private const string Channel = "aeron:udp?endpoint=127.0.0.2:40123|term-length=64k";
    private const string Listening = "aeron:udp?endpoint=127.0.0.2:40123";

    private static int DatagramCount { get; } = int.TryParse(
        Environment.GetEnvironmentVariable("LATENCYENGINE_FUZZ_DATAGRAMS"), CultureInfo.InvariantCulture, out var count)
        ? count
        : UsualDatagrams;

    [Fact]
    public void Datagrams_of_other_sessions_do_no_harm_to_a_stream() => Fuzz(seed: 1, forgesSession: false);

    [Fact]
    public void Forged_datagrams_of_a_stream_do_no_harm_to_the_driver() => Fuzz(seed: 2, forgesSession: true);

    private static void Fuzz(int seed, bool forgesSession)
    {
        using var world = new SimulatedWorld(seed);
        world.Network.ReceiveBufferBytes = SocketBufferBytes;
        var (sender, receiver) = (world.AddDriver("127.0.0.1"), world.AddDriver("127.0.0.2"));
        var publication = sender.AddPublication(Channel, 1001);
        var subscription = receiver.AddSubscription(Listening, 1001);
        var corpus = new FuzzCorpus(seed, Capture(), forgesSession ? null : publication.SessionId);
        var victims = new[] { SimulatedNetwork.AddressOf("127.0.0.2", 40_123), publication.Stream.Endpoint.LocalAddress };
        using var attacker = new ScriptedPeer(world, SimulatedNetwork.AddressOf("127.0.0.9", 50_000));
        var stream = forgesSession ? (IReader)new CarelessReader(subscription) : new CarefulReader(subscription);
        world.Application = () => stream.Cycle(publication);
        world.RunUntil(() => publication.IsConnected);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var thrown = 0; thrown < DatagramCount; thrown++)
        {
            if (forgesSession) corpus.Session = publication.SessionId;
            attacker.Send(corpus.Next(), victims[thrown & 1]);
            if (thrown % DatagramsPerStep == 0)
            {
                world.Step(100_000);
                attacker.Receive();
            }
            Assert.True(subscription.Images.Count <= 2 * 64);
        }
        stream.AssertGoesOn(world);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < ManagedBytesMax, "Managed memory has grown.");
        AssertCounted(sender, receiver);
    }

    private static void AssertCounted(MediaDriver sender, MediaDriver receiver)
    {
        Assert.True(SimulatedWorld.Count(receiver, "invalid-packets-at-receiver") > DatagramCount / 100);
        Assert.True(SimulatedWorld.Count(sender, "invalid-packets-at-sender") > 0);
    }

    // A session with everything in it: fragments, padding, loss and an end.
    private static List<byte[]> Capture()
    {
        using var world = new SimulatedWorld(9, LinkConditions.Bad);
        var captured = new Dictionary<(int, int), byte[]>();
        world.Network.Sniffer = datagram => captured.TryAdd((datagram[6], captured.Count % 64), datagram);
        var publication = world.AddDriver("127.0.0.1").AddPublication(Channel, 1001);
        var subscription = world.AddDriver("127.0.0.2").AddSubscription(Listening + "|gtag=5", 1001);
        new DeliveryRun(world, publication, MessageFlow.Mixed(), subscription).Connect().Deliver(500);
        publication.Dispose();
        world.Run(SimulatedWorld.Seconds);
        return [.. captured.Values, Protocol.GoldenFrames.RoundTripAsked, Protocol.GoldenFrames.StatusSoliciting];
    }

    private interface IReader
    {
        void Cycle(Publication publication);

        void AssertGoesOn(SimulatedWorld world);
    }

    /// <summary>The real stream arrives once and in order beside everything else.</summary>
    private sealed class CarefulReader(Subscription subscription) : IReader
    {
        private readonly MessageFlow _flow = MessageFlow.Small();
        private int _session;
        private int _next;
        private bool _isFinishing;

        public void Cycle(Publication publication)
        {
            _session = publication.SessionId;
            if (!_isFinishing) _flow.Offer(publication);
            var handler = new Handler(this);
            subscription.Poll(ref handler, 200);
        }

        public void AssertGoesOn(SimulatedWorld world)
        {
            _isFinishing = true;
            world.RunUntil(() => _next == _flow.Next);
            Assert.True(_next > DatagramCount / DatagramsPerStep / 2);
        }

        private void OnMessage(ReadOnlySpan<byte> message, in FragmentHeader header)
        {
            if (header.SessionId == _session) Assert.Equal(_next++, _flow.Check(message));
        }

        private readonly struct Handler(CarefulReader reader) : IFragmentHandler
        {
            public void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header) => reader.OnMessage(payload, in header);
        }
    }

    /// <summary>Whoever forges the stream itself can say anything in it; it must only go on, if need be as another image.</summary>
    private sealed class CarelessReader(Subscription subscription) : IReader
    {
        private readonly byte[] _message = new byte[100];
        private long _count;

        public void Cycle(Publication publication)
        {
            publication.Offer(_message);
            var handler = new Handler(this);
            subscription.Poll(ref handler, 200);
        }

        public void AssertGoesOn(SimulatedWorld world)
        {
            world.Run(30 * SimulatedWorld.Seconds);
            var before = _count;
            world.RunUntil(() => _count > before + 100);
        }

        private readonly struct Handler(CarelessReader reader) : IFragmentHandler
        {
            public void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header)
            {
                foreach (var one in payload) reader._count += one & 0;
                reader._count++;
            }
        }
    }
}
