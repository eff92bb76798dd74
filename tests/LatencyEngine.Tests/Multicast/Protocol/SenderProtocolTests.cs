using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Protocol;
using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Tests.Multicast.Simulation;
using static LatencyEngine.Tests.Multicast.Protocol.GoldenFrames;

namespace LatencyEngine.Tests.Multicast.Protocol;

/// <summary>What a publication says to a receiver that speaks frames of genuine drivers.</summary>
public sealed class SenderProtocolTests : IDisposable
{
    private const long Ms = SimulatedWorld.Milliseconds;
    private const int HalfTerm = 32_768;

    private static readonly string Start = $"|init-term-id={InitialTermId}|term-id={InitialTermId}|term-offset=0";
    private static readonly string Channel = $"aeron:udp?endpoint=127.0.0.9:50000|session-id={Session}{Start}";

    private readonly SimulatedWorld _world = new();
    private readonly MediaDriver _driver;
    private readonly ScriptedPeer _receiver;

    public SenderProtocolTests()
    {
        _driver = _world.AddDriver("127.0.0.1");
        _receiver = new ScriptedPeer(_world, SimulatedNetwork.AddressOf("127.0.0.9", 50_000));
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_setup_goes_out_every_100_ms_until_somebody_listens()
    {
        var publication = Publish();
        var setups = _receiver.Listen(1_050 * Ms, Ms);
        Assert.Equal(11, setups.Count);
        Assert.All(setups, frame => Assert.Equal(Convert.ToHexString(Setup), Convert.ToHexString(frame.Bytes)));
        Assert.Equal(OfferResult.NotConnected, publication.Offer([1]));
        _receiver.Send(Status);
        Assert.All(_receiver.Listen(1_000 * Ms, Ms), frame => Assert.Equal(FrameType.Data, frame.Type));
        Assert.True(publication.IsConnected);
    }

    [Fact]
    public void Heartbeats_go_out_every_100_ms_where_there_are_no_data()
    {
        Connect(Publish());
        var heartbeats = _receiver.Listen(1_000 * Ms, Ms);
        Assert.InRange(heartbeats.Count, 9, 10);
        Assert.All(heartbeats, frame => Assert.Equal(Convert.ToHexString(Heartbeat), Convert.ToHexString(frame.Bytes)));
    }

    [Fact]
    public void Data_are_padded_to_32_bytes_with_zeros()
    {
        var publication = Publish();
        Connect(publication);
        Assert.Equal(64, publication.Offer("Hello World! 0"u8));
        var sent = Assert.Single(_receiver.Listen(Ms));
        Assert.Equal(Convert.ToHexString(Data), Convert.ToHexString(sent.Bytes));
    }

    [Fact]
    public void After_the_end_heartbeats_say_so_for_the_linger_time()
    {
        var publication = Publish();
        Connect(publication);
        publication.Offer(new byte[160]);
        publication.Dispose();
        var frames = _receiver.Listen(3_000 * Ms, Ms);
        _receiver.Send(Status);
        frames.AddRange(_receiver.Listen(4_000 * Ms, Ms));
        var ends = frames.Where(frame => frame.FrameLength == 0).ToList();
        Assert.InRange(ends.Count, 48, 51);
        Assert.All(ends, frame => Assert.Equal(Convert.ToHexString(HeartbeatAtEnd), Convert.ToHexString(frame.Bytes)));
        Assert.Empty(_driver.DescribePublications());
    }

    [Fact]
    public void The_end_is_not_told_where_the_channel_says_so()
    {
        var publication = Publish("|eos=false|linger=1s");
        Connect(publication);
        publication.Dispose();
        var frames = _receiver.Listen(2_000 * Ms, Ms);
        Assert.InRange(frames.Count, 9, 11);
        Assert.All(frames, frame => Assert.Equal(FrameFlags.Whole, frame.Flags));
    }

    [Fact]
    public void A_setup_that_is_asked_for_comes_once_with_the_position_now()
    {
        var publication = Publish();
        Connect(publication);
        publication.Offer(new byte[160]);
        _receiver.Listen(Ms);
        _receiver.Send(StatusSoliciting.With(8, Session));
        _receiver.Send(StatusSoliciting.With(8, Session));
        var setup = Assert.Single(_receiver.Listen(250 * Ms, Ms), frame => frame.Type == FrameType.Setup);
        Assert.Equal(Convert.ToHexString(Setup.With(8, 0xC0)), Convert.ToHexString(setup.Bytes));
    }

    [Fact]
    public void A_loss_is_repaired_at_once_but_not_twice_within_10_ms()
    {
        var publication = Publish();
        Connect(publication);
        for (var i = 0; i < 4; i++) publication.Offer(new byte[32]);
        _receiver.Listen(Ms);
        var nak = Complaint(64, 128);
        _receiver.Send(nak);
        var again = Assert.Single(_receiver.Listen(Ms, 10_000));
        Assert.Equal((64, 128), (again.Int(8), again.Bytes.Length));
        _receiver.Send(nak);
        Assert.Empty(_receiver.Listen(8 * Ms));
        _world.Run(2 * Ms);
        _receiver.Send(nak);
        Assert.Single(_receiver.Listen(Ms, 10_000));
        Assert.Equal(128 + 128, SimulatedWorld.Count(_driver, "retransmitted-bytes"));
    }

    [Theory]
    [InlineData(256, 64)]
    [InlineData(-64, 64)]
    [InlineData(16, 64)]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(0x7FFFFFE0, 64)]
    [InlineData(32, 64)]
    public void A_nak_outside_of_what_was_sent_is_ignored(int offset, int length)
    {
        var publication = Publish();
        Connect(publication);
        for (var i = 0; i < 4; i++) publication.Offer(new byte[32]);
        _receiver.Listen(Ms);
        _receiver.Send(Complaint(offset, length));
        Assert.Empty(_receiver.Listen(5 * Ms));
        Assert.Equal(1, SimulatedWorld.Count(_driver, "naks-ignored"));
    }

    [Fact]
    public void A_nak_into_a_payload_that_looks_like_a_header_does_no_harm()
    {
        var publication = Publish();
        Connect(publication);
        foreach (var length in new[] { int.MaxValue, int.MaxValue - 40, 65_536, 64 })
        {
            var trap = Data.With(0, length).With(8, (int)publication.Position + 32);
            publication.Offer(trap);
            _receiver.Listen(Ms);
            _receiver.Send(Complaint((int)publication.Position - 64, 1_024));
            Assert.All(_receiver.Listen(20 * Ms), frame => Assert.InRange(frame.Bytes.Length, 32, 1_408));
        }
    }

    [Fact]
    public void A_round_trip_is_answered()
    {
        Connect(Publish());
        _receiver.Send(RoundTripAsked.With(8, Session));
        var answer = Assert.Single(_receiver.Listen(Ms));
        Assert.Equal(Convert.ToHexString(RoundTripAnswered.With(8, Session)), Convert.ToHexString(answer.Bytes));
        _receiver.Send(RoundTripAnswered.With(8, Session));
        Assert.Empty(_receiver.Listen(Ms));
    }

    [Fact]
    public void A_receiver_that_refuses_or_leaves_is_forgotten()
    {
        var publication = Publish();
        Connect(publication);
        var error = ScriptedPeer.Bytes(
            "2c000000 00 00 0400 6ce66998 e9030000 0c50ed347034ebf7 0000000000000000 0d000000 04000000 66756c6c");
        _receiver.Send(error);
        _receiver.Listen(15 * Ms);
        Assert.False(publication.IsConnected);
        Assert.Equal(1, SimulatedWorld.Count(_driver, "errors-received"));
        Connect(publication);
        _receiver.Send(StatusLeaving);
        _receiver.Listen(15 * Ms);
        Assert.False(publication.IsConnected);
    }

    [Theory]
    [InlineData(20, HalfTerm + 32)]
    [InlineData(16, InitialTermId + 1)]
    [InlineData(16, InitialTermId - 1)]
    [InlineData(16, InitialTermId ^ int.MinValue)]
    [InlineData(24, -1)]
    public void A_status_that_is_not_near_the_stream_is_refused(int offset, int number)
    {
        var publication = Publish("|term-length=64k");
        _receiver.Listen(Ms);
        _receiver.Send(Status.With(offset, number));
        _receiver.Listen(Ms);
        Assert.False(publication.IsConnected);
        Assert.Equal(1, SimulatedWorld.Count(_driver, "status-rejected"));
    }

    [Fact]
    public void No_frame_is_sent_beyond_the_window()
    {
        var publication = Publish();
        Connect(publication, window: 1_000);
        for (var i = 0; i < 20; i++) publication.Offer(new byte[100]);
        var bytes = _receiver.Listen(Ms).Sum(frame => frame.Bytes.Length);
        Assert.Equal(6 * 160, bytes);
        _receiver.Send(Status.With(20, 960).With(24, 1_000));
        Assert.Equal(6 * 160, _receiver.Listen(Ms).Sum(frame => frame.Bytes.Length));
    }

    [Fact]
    public void Datagrams_hold_whole_frames_and_never_cross_a_term()
    {
        var publication = Publish("|term-length=64k");
        Connect(publication, window: HalfTerm);
        var (paddings, position, length) = (0, 0L, 0);
        while (position < 5 * 65_536)
        {
            while (publication.Offer(new byte[length % 3_000]) > 0) length += 97;
            foreach (var frame in _receiver.Listen(40_000, 20_000))
            {
                if (frame.Type == FrameType.Data && frame.FrameLength == 0) continue;
                Assert.Equal(0, frame.Bytes.Length % 32);
                Assert.InRange(frame.Bytes.Length, 32, 1_408);
                Assert.Equal(position, PositionOf(frame));
                var padding = LengthOfPadding(frame);
                if (padding > 0) paddings++;
                position += padding > 0 ? frame.Bytes.Length - 32 + padding : frame.Bytes.Length;
                Assert.InRange(PositionOf(frame) % 65_536 + frame.Bytes.Length, 0, 65_536);
            }
            _receiver.Send(Status.With(16, InitialTermId + (int)(position >> 16)).With(20, (int)position & 65_535).With(24, HalfTerm));
            _receiver.Listen(40_000, 20_000);
        }
        Assert.InRange(paddings, 3, 5);
    }

    [Fact]
    public void A_claim_travels_when_it_is_committed_and_is_passed_over_when_it_is_aborted()
    {
        var publication = Publish();
        Connect(publication);
        Assert.Equal(64, publication.TryClaim(14, out var claim));
        Assert.Equal(14, claim.Payload.Length);
        _receiver.Listen(Ms);
        Assert.Equal(0, _driver.DescribePublications()[0].SentPosition);
        "Hello World! 0"u8.CopyTo(claim.Payload);
        claim.Commit();
        Assert.Equal(Convert.ToHexString(Data), Convert.ToHexString(Assert.Single(_receiver.Listen(Ms)).Bytes));
        Assert.Equal(128, publication.TryClaim(5, out var other));
        other.SetReservedValue(9);
        other.Abort();
        var padding = Assert.Single(_receiver.Listen(Ms));
        Assert.Equal((FrameType.Pad, 32, 64), (padding.Type, padding.Bytes.Length, padding.FrameLength));
        Assert.Throws<ArgumentException>(() => publication.TryClaim(publication.MaxPayloadBytes + 1, out _));
    }

    [Fact]
    public void Offers_are_refused_when_receivers_do_not_keep_up()
    {
        var publication = Publish("|term-length=64k|pub-wnd=16k");
        Connect(publication, window: 0);
        var result = 0L;
        while (result >= 0) result = publication.Offer(new byte[1_000]);
        Assert.Equal(OfferResult.BackPressured, result);
        Assert.InRange(publication.Position, 16_384, 16_384 + 1_056);
    }

    private Publication Publish(string more = "")
    {
        var publication = _driver.AddPublication(Channel + more, StreamId);
        _world.Step(1);
        return publication;
    }

    private void Connect(Publication publication, int window = Window)
    {
        _receiver.Listen(Ms);
        var described = publication.Describe();
        _receiver.Send(Status.With(20, (int)described.SentPosition).With(24, window));
        _receiver.Listen(Ms);
        Assert.True(publication.IsConnected);
    }

    private static byte[] Complaint(int offset, int length) =>
        Nak.With(8, Session).With(16, InitialTermId).With(20, offset).With(24, length);

    private static long PositionOf(Received frame) => ((long)(frame.Int(20) - InitialTermId) << 16) + frame.Int(8);

    // Of the padding that ends a datagram; 0 where none does.
    private static int LengthOfPadding(Received datagram)
    {
        for (var offset = 0; offset < datagram.Bytes.Length;)
        {
            var length = (datagram.Int(offset) + 31) & ~31;
            if (datagram.Bytes[offset + 6] == (byte)FrameType.Pad) return length;
            offset += length;
        }
        return 0;
    }
}
