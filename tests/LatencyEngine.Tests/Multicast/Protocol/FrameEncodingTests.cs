using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.Multicast.Protocol;
using LatencyEngine.Tests.Multicast.Simulation;
using static LatencyEngine.Tests.Multicast.Protocol.GoldenFrames;

namespace LatencyEngine.Tests.Multicast.Protocol;

/// <summary>Our structs in memory are the frames of genuine drivers, byte for byte, both ways.</summary>
public sealed class FrameEncodingTests
{
    [Fact]
    public void Setup_is_as_seen()
    {
        var frame = new SetupFrame
        {
            Head = Head(SetupFrame.Bytes, 0, FrameType.Setup), SessionId = Session, StreamId = StreamId,
            InitialTermId = InitialTermId, ActiveTermId = InitialTermId, TermLength = 16 << 20, Mtu = 1408,
        };
        AssertBothWays(Setup, in frame, SetupFrame.Bytes);
        frame.Head.Flags = FrameFlags.Group;
        frame.TermOffset = 0xC0;
        frame.SessionId = 0x2BF706BF;
        frame.InitialTermId = frame.ActiveTermId = unchecked((int)0xD0D44B49);
        AssertBothWays(SetupToGroup, in frame, SetupFrame.Bytes);
    }

    [Fact]
    public void Status_is_as_seen()
    {
        var frame = new StatusFrame
        {
            Head = Head(StatusFrame.Bytes, 0, FrameType.Status), SessionId = Session, StreamId = StreamId,
            ConsumptionTermId = InitialTermId, ReceiverWindow = Window, ReceiverId = ReceiverId,
        };
        AssertBothWays(Status, in frame, StatusFrame.Bytes);
        frame.Head.Flags = FrameFlags.Leaving;
        AssertBothWays(StatusLeaving, in frame, StatusFrame.Bytes);
    }

    [Fact]
    public void Status_that_asks_for_a_setup_is_as_seen()
    {
        var frame = new StatusFrame
        {
            Head = Head(StatusFrame.Bytes, FrameFlags.SendSetup, FrameType.Status), SessionId = 0x2BF706BF, StreamId = StreamId,
            ReceiverId = 0x0F2579E61C2AC98E,
        };
        AssertBothWays(StatusSoliciting, in frame, StatusFrame.Bytes);
        (frame.SessionId, frame.StreamId, frame.ReceiverId) = (0, 0, 0x56290D30F326BFDB);
        AssertBothWays(StatusRegistering, in frame, StatusFrame.Bytes);
    }

    [Fact]
    public void Status_with_a_group_tag_is_as_seen() => AssertBothWays(StatusTagged, new StatusFrame
    {
        Head = Head(StatusFrame.TaggedBytes, 0, FrameType.Status), SessionId = unchecked((int)0xAE6359D5), StreamId = StreamId,
        ConsumptionTermId = unchecked((int)0xBF9BF73B), ReceiverWindow = 0x3700, ReceiverId = 0x3048E748A0DE8136, GroupTag = 77,
    }, StatusFrame.TaggedBytes);

    [Fact]
    public void Nak_is_as_seen() => AssertBothWays(Nak, new NakFrame
    {
        Head = Head(NakFrame.Bytes, 0, FrameType.Nak), SessionId = 0x1889FCDF, StreamId = StreamId,
        TermId = 0x2C9F9271, TermOffset = 0x61C0, Length = 0x440,
    }, NakFrame.Bytes);

    [Fact]
    public void Round_trips_are_as_seen()
    {
        var frame = new RoundTripFrame
        {
            Head = Head(RoundTripFrame.Bytes, FrameFlags.Reply, FrameType.RoundTrip), SessionId = unchecked((int)0xAE6359D5),
            StreamId = StreamId, EchoTimestampNanos = 0x2DF3E8D520B, ReceiverId = 0x3048E748A0DE8136,
        };
        AssertBothWays(RoundTripAsked, in frame, RoundTripFrame.Bytes);
        frame.Head.Flags = 0;
        AssertBothWays(RoundTripAnswered, in frame, RoundTripFrame.Bytes);
    }

    [Fact]
    public void Data_and_heartbeats_are_as_seen()
    {
        var frame = new DataHeader
        {
            Head = Head(0, FrameFlags.Whole, FrameType.Data), SessionId = Session, StreamId = StreamId, TermId = InitialTermId,
        };
        AssertBothWays(Heartbeat, in frame, DataHeader.Bytes);
        frame.Head.FrameLength = 46;
        AssertBothWays(Data[..32], in frame, DataHeader.Bytes);
        frame = frame with { Head = Head(0, FrameFlags.Whole | FrameFlags.EndOfStream, FrameType.Data), TermOffset = 0xC0 };
        AssertBothWays(HeartbeatAtEnd, in frame, DataHeader.Bytes);
    }

    [Fact]
    public void Errors_have_their_text_behind_forty_bytes() => Assert.Equal(40, Unsafe.SizeOf<ErrorFrame>());

    private static FrameHead Head(int bytes, byte flags, FrameType type) =>
        new() { FrameLength = bytes, Flags = flags, Type = type };

    private static void AssertBothWays<T>(byte[] golden, in T frame, int bytes)
        where T : unmanaged
    {
        Assert.Equal(Convert.ToHexString(golden), Convert.ToHexString(ScriptedPeer.Encode(in frame, bytes)));
        byte[] padded = [.. golden, .. new byte[Unsafe.SizeOf<T>()]];
        Assert.Equal(frame, MemoryMarshal.Read<T>(padded));
    }
}
