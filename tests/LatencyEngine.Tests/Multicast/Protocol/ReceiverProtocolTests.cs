using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Protocol;
using LatencyEngine.Multicast.Subscribing;
using LatencyEngine.Tests.Multicast.Simulation;
using static LatencyEngine.Tests.Multicast.Protocol.GoldenFrames;

namespace LatencyEngine.Tests.Multicast.Protocol;

/// <summary>What a subscription says to a sender that speaks frames of genuine drivers.</summary>
public sealed class ReceiverProtocolTests : IDisposable
{
    private const long Ms = SimulatedWorld.Milliseconds;
    private const string Channel = "aeron:udp?endpoint=127.0.0.2:40123";
    private const int HalfTerm = 32_768;

    private static readonly byte[] SmallSetup = Setup.With(28, 65_536);

    private readonly SimulatedWorld _world = new();
    private readonly MediaDriver _driver;
    private readonly ScriptedPeer _sender;

    public ReceiverProtocolTests()
    {
        _driver = _world.AddDriver("127.0.0.2");
        _sender = new ScriptedPeer(_world, SimulatedNetwork.AddressOf("127.0.0.9", 50_000))
        {
            Driver = SimulatedNetwork.AddressOf("127.0.0.2", 40_123),
        };
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Data_of_an_unknown_session_is_answered_by_asking_once_a_second()
    {
        Subscribe();
        var asked = Feed(Heartbeat, 2_500 * Ms, 50 * Ms);
        Assert.Equal(3, asked.Count);
        Assert.All(asked, frame => Assert.Equal((0x80, 36, Session), (frame.Flags, frame.Bytes.Length, frame.Int(8))));
        Assert.All(asked, frame => Assert.Equal((0, 0, 0), (frame.Int(16), frame.Int(20), frame.Int(24))));
    }

    [Fact]
    public void The_end_of_an_unknown_stream_and_another_stream_are_not_answered()
    {
        Subscribe();
        Assert.Empty(Feed(HeartbeatAtEnd, 200 * Ms, 50 * Ms));
        Assert.Empty(Feed(Heartbeat.With(12 + 4, 1002), 200 * Ms, 50 * Ms));
    }

    [Fact]
    public void A_setup_is_answered_at_once_with_where_the_stream_was_joined()
    {
        Subscribe();
        _sender.Send(Setup.With(8, 0x1000));
        var answer = Assert.Single(_sender.Listen(2 * Ms));
        var expected = Status.With(20, 0x1000);
        Assert.Equal(Convert.ToHexString(expected, 0, 28), Convert.ToHexString(answer.Bytes, 0, 28));
        Assert.Equal(36, answer.Bytes.Length);
    }

    [Fact]
    public void Status_comes_every_200_ms_and_at_a_quarter_of_the_window()
    {
        var subscription = Join(SmallSetup);
        var idle = Feed(Heartbeat, 1_000 * Ms, 100 * Ms);
        Assert.InRange(idle.Count, 4, 6);
        for (var offset = 0; offset < (HalfTerm / 4) + 64; offset += 64) _sender.Send(Data.With(8, offset));
        _sender.Listen(Ms);
        Poll(subscription);
        var told = Assert.Single(_sender.Listen(Ms));
        Assert.Equal((0, (HalfTerm / 4) + 64, HalfTerm), (told.Flags, told.Int(20), told.Int(24)));
    }

    [Fact]
    public void A_gap_is_complained_of_at_once_and_then_every_100_us()
    {
        Join(Setup);
        _sender.Send(Data.With(8, 0x440));
        var naks = _sender.Listen(Ms, 10_000).Where(frame => frame.Type == FrameType.Nak).ToList();
        Assert.InRange(naks.Count, 8, 11);
        var expected = Nak.With(8, Session).With(16, InitialTermId).With(20, 0).With(24, 0x440);
        Assert.All(naks, nak => Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(nak.Bytes)));
        Assert.All(naks.Zip(naks.Skip(1)), pair => Assert.InRange(pair.Second.AtNanos - pair.First.AtNanos, 90_000, 120_000));
    }

    [Fact]
    public void A_heartbeat_shows_a_loss_at_the_end()
    {
        Join(Setup);
        _sender.Send(Heartbeat.With(8, 0x80));
        var nak = _sender.Listen(Ms).First(frame => frame.Type == FrameType.Nak);
        Assert.Equal((0, 0x80), (nak.Int(20), nak.Int(24)));
    }

    [Fact]
    public void A_group_complains_within_10_ms_and_rather_late()
    {
        var delays = new List<double>();
        for (var seed = 1; seed <= 300; seed++) delays.Add(DelayOfFirstNak(seed));
        Assert.All(delays, delay => Assert.InRange(delay, 0, 10.2));
        Assert.True(delays.Average() > 6.5, $"The average was {delays.Average():F1} ms.");
        Assert.InRange(delays.Count(delay => delay > 5), 220, 295);
        Assert.True(delays.Min() < 4);
    }

    [Fact]
    public void Without_repair_a_gap_becomes_padding()
    {
        var subscription = Join(Setup, Channel + "|reliable=false");
        _sender.Send(Data.With(8, 0x440));
        Assert.DoesNotContain(_sender.Listen(Ms), frame => frame.Type == FrameType.Nak);
        Assert.Equal(1, Poll(subscription));
        Assert.Equal(0x480, subscription.Images[0].Position);
        Assert.Equal(1, Count("gaps-filled"));
    }

    [Fact]
    public void A_message_with_a_hole_is_left_out()
    {
        var subscription = Join(Setup, Channel + "|reliable=false");
        _sender.Send(Data.Flagged(FrameFlags.Begin));
        _sender.Send(Data.Flagged(FrameFlags.End).With(8, 0x80));
        _sender.Send(Data.With(8, 0xC0));
        _sender.Listen(Ms);
        var seen = new List<string>();
        var handler = new TextHandler(seen);
        while (subscription.Poll(ref handler, 10) > 0) _world.Step(1);
        Assert.Equal(["Hello World! 0"], seen);
    }

    [Fact]
    public void A_repeat_an_under_run_and_an_over_run_are_dropped_and_counted()
    {
        var subscription = Join(SmallSetup);
        _sender.Send(Data);
        _sender.Send(Data);
        _sender.Send(Data.With(8, HalfTerm - 32));
        _sender.Listen(Ms);
        Assert.Equal((1L, 1L), (Count("duplicates"), Count("overruns")));
        Poll(subscription);
        _sender.Listen(210 * Ms);
        _sender.Send(Data);
        _sender.Listen(Ms);
        Assert.Equal(1, Count("underruns"));
        Assert.Equal(64, subscription.Images[0].ReceivedPosition);
    }

    [Fact]
    public void After_ten_seconds_of_silence_the_image_is_gone()
    {
        var subscription = Join(Setup);
        _sender.Listen(9_900 * Ms, Ms);
        Poll(subscription);
        Assert.Single(subscription.Images);
        Assert.DoesNotContain(_sender.Listen(500 * Ms, Ms), frame => frame.Flags == 0x40);
        Poll(subscription);
        Assert.Empty(subscription.Images);
    }

    [Fact]
    public void After_the_end_it_says_five_times_that_it_leaves()
    {
        var subscription = Join(Setup);
        _sender.Send(Data);
        _sender.Listen(Ms);
        _sender.Send(HeartbeatAtEnd.With(8, 64));
        Assert.DoesNotContain(_sender.Listen(500 * Ms, Ms), frame => frame.Flags == 0x40);
        Poll(subscription);
        var leavings = _sender.Listen(3_000 * Ms, Ms).Where(frame => frame.Flags == 0x40).ToList();
        Assert.Equal(5, leavings.Count);
        Assert.All(leavings.Zip(leavings.Skip(1)), pair => Assert.InRange(pair.Second.AtNanos - pair.First.AtNanos, 199 * Ms, 215 * Ms));
        Poll(subscription);
        Assert.Empty(subscription.Images);
    }

    [Theory]
    [InlineData(28, 65_537)]
    [InlineData(28, 32_768)]
    [InlineData(28, -2_147_483_648)]
    [InlineData(32, 0)]
    [InlineData(32, 32)]
    [InlineData(32, 262_144)]
    [InlineData(8, 16)]
    [InlineData(8, -32)]
    [InlineData(8, 33_554_432)]
    [InlineData(24, InitialTermId - 1)]
    public void A_setup_that_makes_no_sense_is_refused(int offset, int number)
    {
        Subscribe();
        _sender.Send(Setup.With(offset, number));
        Assert.Empty(_sender.Listen(Ms));
        Assert.Equal(1, Count("setups-refused"));
    }

    [Fact]
    public void Not_more_than_64_publications_are_heard()
    {
        var subscription = Subscribe();
        for (var session = 0; session < 100; session++) _sender.Send(SmallSetup.With(12, session));
        _sender.Listen(Ms);
        Poll(subscription);
        Assert.Equal(64, subscription.Images.Count);
        Assert.Equal(36, Count("setups-refused"));
    }

    [Fact]
    public void Setups_that_ask_for_too_much_memory_are_refused()
    {
        var subscription = Subscribe();
        for (var session = 0; session < 10; session++) _sender.Send(Setup.With(28, 1 << 30).With(12, session));
        _sender.Listen(Ms);
        Poll(subscription);
        Assert.Single(subscription.Images);
        Assert.Equal(9, Count("setups-refused"));
    }

    [Fact]
    public void Only_the_session_that_was_asked_for_is_heard()
    {
        var subscription = _driver.AddSubscription(Channel + "|session-id=5", StreamId);
        _world.Step(1);
        foreach (var session in new[] { 4, 5, 6 }) _sender.Send(SmallSetup.With(12, session));
        _sender.Listen(Ms);
        Poll(subscription);
        Assert.Equal(5, Assert.Single(subscription.Images).SessionId);
    }

    [Fact]
    public void A_round_trip_that_asks_us_is_answered()
    {
        Join(Setup);
        _sender.Send(RoundTripAsked.With(8, Session).With(32, 0).With(36, 0));
        var answer = Assert.Single(_sender.Listen(Ms), frame => frame.Type == FrameType.RoundTrip);
        Assert.Equal(Convert.ToHexString(RoundTripAsked.Flagged(0).With(8, Session), 0, 32), Convert.ToHexString(answer.Bytes, 0, 32));
        _sender.Send(RoundTripAsked.With(8, Session));
        Assert.DoesNotContain(_sender.Listen(Ms), frame => frame.Type == FrameType.RoundTrip);
    }

    [Theory]
    [InlineData(0x7FFFFFE0)]
    [InlineData(65_536 - 32)]
    [InlineData(65_536)]
    public void Data_across_the_end_of_a_term_are_refused(int offset)
    {
        var subscription = Join(SmallSetup.With(24, InitialTermId + 1).With(8, 65_536 - 64));
        var termsBack = offset > 65_536 ? offset >> 16 : 0;
        _sender.Send(Data.With(8, offset).With(20, InitialTermId + 1 - termsBack));
        _sender.Listen(Ms);
        Assert.True(Count("invalid-packets-at-receiver") > 0);
        Poll(subscription);
        Assert.Equal(subscription.Images[0].JoinPosition, subscription.Images[0].ReceivedPosition);
    }

    [Fact]
    public void A_status_carries_the_group_tag()
    {
        Join(Setup, Channel + "|gtag=77");
        var told = _sender.Listen(300 * Ms, Ms).First(frame => frame.Type == FrameType.Status);
        Assert.Equal((44, 44, 77, 0), (told.Bytes.Length, told.FrameLength, told.Int(36), told.Int(40)));
    }

    [Fact]
    public void A_subscriber_of_destinations_registers_every_second()
    {
        GC.KeepAlive(_driver.AddSubscription("aeron:udp?endpoint=127.0.0.2:40300|control=127.0.0.9:50000|control-mode=dynamic", StreamId));
        var registrations = _sender.Listen(4_500 * Ms, Ms);
        Assert.Equal(5, registrations.Count);
        Assert.All(registrations, frame => Assert.Equal(
            Convert.ToHexString(StatusRegistering, 0, 28), Convert.ToHexString(frame.Bytes, 0, 28)));
    }

    private static double DelayOfFirstNak(int seed)
    {
        using var test = new SimulatedWorld(seed);
        var group = SimulatedNetwork.AddressOf("224.0.1.1", 40_456);
        var driver = test.AddDriver("127.0.0.2");
        GC.KeepAlive(driver.AddSubscription("aeron:udp?endpoint=224.0.1.1:40456|interface=127.0.0.2", StreamId));
        var control = SimulatedNetwork.AddressOf("224.0.1.2", 40_456);
        using var sender = new ScriptedPeer(test, control with { Low = 0 }, control);
        test.Step(20_000);
        sender.Send(SetupToGroup.With(8, 0), group);
        test.Step(20_000);
        var start = test.Clock.MonotonicNanos();
        sender.Send(Data.With(12, 0x2BF706BF).With(20, unchecked((int)0xD0D44B49)).With(8, 64), group);
        var nak = sender.Listen(12 * Ms, 50_000).First(frame => frame.Type == FrameType.Nak);
        return (nak.AtNanos - start) / (double)Ms;
    }

    private Subscription Subscribe(string channel = Channel)
    {
        var subscription = _driver.AddSubscription(channel, StreamId);
        _world.Step(1);
        return subscription;
    }

    private Subscription Join(byte[] setup, string channel = Channel)
    {
        var subscription = Subscribe(channel);
        _sender.Send(setup);
        Assert.Single(_sender.Listen(Ms));
        Poll(subscription);
        return subscription;
    }

    private List<Received> Feed(byte[] datagram, long nanos, long everyNanos)
    {
        var all = new List<Received>();
        for (var passed = 0L; passed < nanos; passed += everyNanos)
        {
            _sender.Send(datagram);
            all.AddRange(_sender.Listen(everyNanos, Ms));
        }
        return all;
    }

    private static int Poll(Subscription subscription)
    {
        var handler = default(Nothing);
        return subscription.Poll(ref handler, 1_000);
    }

    private long Count(string counter) => SimulatedWorld.Count(_driver, counter);

    private readonly struct Nothing : IFragmentHandler
    {
        public void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header)
        {
        }
    }

    private readonly struct TextHandler(List<string> seen) : IFragmentHandler
    {
        public void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header) =>
            seen.Add(System.Text.Encoding.ASCII.GetString(payload));
    }
}
