using System.Numerics;

namespace LatencyEngine.Multicast.Channels;

/// <summary>What a channel says about a publication, with Aeron's defaults where it says nothing. Does not change.</summary>
internal sealed record PublicationParameters
{
    public const int MtuBytesMin = 64;
    public const int MtuBytesMax = 65504;
    public const int TermLengthBytesMin = 64 << 10;
    public const int TermLengthBytesMax = 1 << 30;
    public const int FrameAlignmentBytes = 32;
    public const int MessageBytesMax = 16 << 20;
    public const int ResendRangesMax = 256;

    private const int MessagesPerTermMin = 8;

    /// <summary>Longest datagram, a multiple of 32.</summary>
    public int MtuBytes { get; init; } = 1408;

    /// <summary>A power of two.</summary>
    public int TermLengthBytes { get; init; } = 16 << 20;

    /// <summary>Where the stream's numbers begin; given together with <see cref="TermId"/> and <see cref="TermOffset"/>.</summary>
    public int? InitialTermId { get; init; }

    /// <summary>Where this publication goes on.</summary>
    public int? TermId { get; init; }

    /// <summary>Bytes into <see cref="TermId"/>, a multiple of 32, less than a term.</summary>
    public int? TermOffset { get; init; }

    /// <summary><c>null</c> for one drawn by lot.</summary>
    public int? SessionId { get; init; }

    /// <summary>How long a closed publication still answers NAKs.</summary>
    public long LingerNanos { get; init; } = 5_000_000_000;

    /// <summary>Whether receivers are told of the end, and do not have to find out by silence.</summary>
    public bool SignalsEndOfStream { get; init; } = true;

    public FlowControlSpec FlowControl { get; init; } = new();

    /// <summary>Ranges in retransmission at a time, of a group.</summary>
    public int MaxResend { get; init; } = 16;

    /// <summary>How far the publisher may be ahead of the sender; <c>null</c> for half a term.</summary>
    public int? PublicationWindowBytes { get; init; }

    /// <summary>Connected by readers in this process alone.</summary>
    public bool SpiesSimulateConnection { get; init; }

    /// <summary>0 for the system's default.</summary>
    public int SendBufferBytes { get; init; }

    /// <summary>0 for the system's default.</summary>
    public int ReceiveBufferBytes { get; init; } = 128 << 10;

    /// <exception cref="ChannelException">A value is wrong, or does not go with another.</exception>
    public static PublicationParameters Read(ChannelUri uri)
    {
        uri.RefuseEncryption();
        var usual = new PublicationParameters();
        var parameters = new PublicationParameters
        {
            MtuBytes = uri.Size("mtu", usual.MtuBytes, (MtuBytesMin, MtuBytesMax)),
            TermLengthBytes = uri.Size("term-length", usual.TermLengthBytes, (TermLengthBytesMin, TermLengthBytesMax)),
            InitialTermId = uri.Integer("init-term-id"),
            TermId = uri.Integer("term-id"),
            TermOffset = uri.Integer("term-offset"),
            SessionId = uri.Integer("session-id"),
            LingerNanos = uri.Nanos("linger") ?? usual.LingerNanos,
            SignalsEndOfStream = uri.Flag("eos", absent: true),
            FlowControl = FlowControlSpec.Read(uri),
            MaxResend = uri.Count("max-resend", usual.MaxResend, (1, ResendRangesMax)),
            PublicationWindowBytes = WindowOf(uri),
            SpiesSimulateConnection = uri.Flag("ssc", absent: false),
            SendBufferBytes = uri.Size("so-sndbuf", 0, (0, TermLengthBytesMax)),
            ReceiveBufferBytes = uri.Size("so-rcvbuf", usual.ReceiveBufferBytes, (0, TermLengthBytesMax)),
        };
        parameters.CheckSizes(uri);
        parameters.CheckStart(uri);
        return parameters;
    }

    private static int? WindowOf(ChannelUri uri) =>
        uri["pub-wnd"] is null ? null : uri.Size("pub-wnd", 0, (MtuBytesMin, TermLengthBytesMax / 2));

    private void CheckSizes(ChannelUri uri)
    {
        if (MtuBytes % FrameAlignmentBytes != 0)
            throw uri.Refuse("mtu", $"a multiple of {FrameAlignmentBytes} from {MtuBytesMin} to {MtuBytesMax}");
        if (!BitOperations.IsPow2(TermLengthBytes))
            throw uri.Refuse("term-length", $"a power of two from {TermLengthBytesMin} to {TermLengthBytesMax}");
        var messageBytesMax = Math.Min(TermLengthBytes / MessagesPerTermMin, MessageBytesMax);
        if (MtuBytes > messageBytesMax)
            throw uri.Refuse("mtu", $"at most {messageBytesMax}, the longest message in terms of {TermLengthBytes}");
        if (SendBufferBytes != 0 && SendBufferBytes < MtuBytes)
            throw uri.Refuse("so-sndbuf", $"0, or at least the mtu of {MtuBytes}");
        if (PublicationWindowBytes is { } window && (window < MtuBytes || window > TermLengthBytes / 2))
            throw uri.Refuse("pub-wnd", $"from the mtu of {MtuBytes} to half a term, {TermLengthBytes / 2}");
    }

    private void CheckStart(ChannelUri uri)
    {
        if (InitialTermId is null && TermId is null && TermOffset is null) return;
        if (InitialTermId is not { } first) throw MissingStart(uri, "init-term-id");
        if (TermId is not { } current) throw MissingStart(uri, "term-id");
        if (TermOffset is not { } offset) throw MissingStart(uri, "term-offset");
        if (unchecked(current - first) < 0)
            throw uri.Refuse("term-id", $"no more than 2147483647 terms behind init-term-id={first}");
        if (offset < 0 || offset >= TermLengthBytes || offset % FrameAlignmentBytes != 0)
            throw uri.Refuse("term-offset", $"a multiple of {FrameAlignmentBytes} from 0, less than {TermLengthBytes}");
    }

    private static ChannelException MissingStart(ChannelUri uri, string key) =>
        uri.Refuse(key, "all of init-term-id, term-id and term-offset, or none");
}
