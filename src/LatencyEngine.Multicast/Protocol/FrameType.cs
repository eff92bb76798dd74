namespace LatencyEngine.Multicast.Protocol;

/// <summary>What a frame is. Values of the wire, Aeron protocol version 0.</summary>
internal enum FrameType : ushort
{
    Pad = 0x00,
    Data = 0x01,
    Nak = 0x02,
    Status = 0x03,
    Error = 0x04,
    Setup = 0x05,
    RoundTrip = 0x06,
}

/// <summary>Bits of the flags byte; the same bit means different things in frames of different types.</summary>
internal static class FrameFlags
{
    /// <summary>Data: a message begins.</summary>
    public const byte Begin = 0x80;

    /// <summary>Data: a message ends.</summary>
    public const byte End = 0x40;

    /// <summary>Data: a whole message.</summary>
    public const byte Whole = Begin | End;

    /// <summary>Heartbeat: nothing will come after this position.</summary>
    public const byte EndOfStream = 0x20;

    /// <summary>Status: the receiver wants a setup; its position means nothing.</summary>
    public const byte SendSetup = 0x80;

    /// <summary>Status: the receiver leaves.</summary>
    public const byte Leaving = 0x40;

    /// <summary>Setup: the sender reaches several receivers, so that they must not all complain at once.</summary>
    public const byte Group = 0x40;

    /// <summary>Round trip: please answer.</summary>
    public const byte Reply = 0x80;
}
