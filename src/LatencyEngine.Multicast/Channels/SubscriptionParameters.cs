namespace LatencyEngine.Multicast.Channels;

/// <summary>Whether receivers hold their NAKs back, as members of a group must.</summary>
internal enum GroupSemantics
{
    /// <summary>As the sender and the channel say.</summary>
    Inferred = 0,

    Always = 1,

    Never = 2,
}

/// <summary>What a channel says about a subscription, with Aeron's defaults where it says nothing. Does not change.</summary>
internal sealed record SubscriptionParameters
{
    private const int SizeBytesMax = 1 << 30;

    /// <summary>Of the only publication to be heard; <c>null</c> for all.</summary>
    public int? SessionId { get; init; }

    /// <summary>Whether what was lost is asked for again; else it is passed over.</summary>
    public bool IsReliable { get; init; } = true;

    /// <summary>Whether the stream waits for this subscription; else it is cut off where it is slow.</summary>
    public bool IsTethered { get; init; } = true;

    /// <summary>Whether a publication that was lost may be heard again.</summary>
    public bool RejoinsStreams { get; init; } = true;

    public GroupSemantics Group { get; init; }

    /// <summary>Sent along in status messages; <c>null</c> for none.</summary>
    public long? GroupTag { get; init; }

    /// <summary>What a sender may send ahead of what was polled.</summary>
    public int ReceiverWindowBytes { get; init; } = 128 << 10;

    /// <summary>0 for the system's default.</summary>
    public int ReceiveBufferBytes { get; init; } = 128 << 10;

    /// <summary>0 for the system's default.</summary>
    public int SendBufferBytes { get; init; }

    /// <summary>Before the first NAK of a gap; <c>null</c> for what is usual.</summary>
    public long? NakDelayNanos { get; init; }

    /// <summary>An untethered subscription may be beyond the window for so long.</summary>
    public long UntetheredWindowLimitNanos { get; init; } = 5_000_000_000;

    /// <summary>Then it may still finish what it has, for so long.</summary>
    public long UntetheredLingerNanos { get; init; } = 5_000_000_000;

    /// <summary>Then it stays away for so long before it comes back.</summary>
    public long UntetheredRestingNanos { get; init; } = 10_000_000_000;

    /// <exception cref="ChannelException">A value is wrong, or does not go with another.</exception>
    public static SubscriptionParameters Read(ChannelUri uri)
    {
        uri.RefuseEncryption();
        CheckCongestionControl(uri);
        var usual = new SubscriptionParameters();
        var windowLimit = uri.Nanos("untethered-window-limit-timeout") ?? usual.UntetheredWindowLimitNanos;
        var parameters = new SubscriptionParameters
        {
            SessionId = uri.Integer("session-id"),
            IsReliable = uri.Flag("reliable", absent: true),
            IsTethered = uri.Flag("tether", absent: true),
            RejoinsStreams = uri.Flag("rejoin", absent: true),
            Group = GroupOf(uri),
            GroupTag = uri.LongInteger("gtag"),
            ReceiverWindowBytes = uri.Size(
                "rcv-wnd", usual.ReceiverWindowBytes, (PublicationParameters.MtuBytesMin, SizeBytesMax)),
            ReceiveBufferBytes = uri.Size("so-rcvbuf", usual.ReceiveBufferBytes, (0, SizeBytesMax)),
            SendBufferBytes = uri.Size("so-sndbuf", 0, (0, SizeBytesMax)),
            NakDelayNanos = uri.Nanos("nak-delay"),
            UntetheredWindowLimitNanos = windowLimit,
            UntetheredLingerNanos = uri.Nanos("untethered-linger-timeout") ?? windowLimit,
            UntetheredRestingNanos = uri.Nanos("untethered-resting-timeout") ?? usual.UntetheredRestingNanos,
        };
        parameters.CheckWindow(uri);
        return parameters;
    }

    private static void CheckCongestionControl(ChannelUri uri)
    {
        if (uri["cc"] is not null and not "static") throw uri.Refuse("cc", "static, the only one carried here");
    }

    private static GroupSemantics GroupOf(ChannelUri uri) =>
        uri["group"] switch
        {
            null or "infer" => GroupSemantics.Inferred,
            "true" => GroupSemantics.Always,
            "false" => GroupSemantics.Never,
            _ => throw uri.Refuse("group", "infer, true or false"),
        };

    /// <summary>A sender that fills the window at once would overflow the smaller buffer, again and again.</summary>
    private void CheckWindow(ChannelUri uri)
    {
        if (ReceiveBufferBytes == 0 || ReceiverWindowBytes <= ReceiveBufferBytes) return;
        if (uri["rcv-wnd"] is null)
            throw uri.Refuse("so-rcvbuf", $"0, or at least the receiver window (rcv-wnd) of {ReceiverWindowBytes} bytes");
        throw uri.Refuse("rcv-wnd", $"at most the receive buffer (so-rcvbuf) of {ReceiveBufferBytes} bytes");
    }
}
