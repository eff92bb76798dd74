using System.Runtime.InteropServices;

namespace LatencyEngine.Multicast.Protocol;

/// <summary>What every frame starts with. Packed and little-endian, as all frames are: their memory is their encoding.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct FrameHead
{
    public const int Bytes = 8;

    /// <summary>The only version of the protocol there is.</summary>
    public const byte CurrentVersion = 0;

    public int FrameLength;
    public byte Version;
    public byte Flags;
    public FrameType Type;
}

/// <summary>Stands before a payload, alone for a heartbeat (length 0), and before the gap that padding fills.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct DataHeader
{
    public const int Bytes = 32;

    public FrameHead Head;
    public int TermOffset;
    public int SessionId;
    public int StreamId;
    public int TermId;
    public long ReservedValue;
}

/// <summary>Sender to receiver: how the stream is laid out and where it is now.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct SetupFrame
{
    public const int Bytes = 40;

    public FrameHead Head;
    public int TermOffset;
    public int SessionId;
    public int StreamId;
    public int InitialTermId;
    public int ActiveTermId;
    public int TermLength;
    public int Mtu;
    public int TimeToLive;
}

/// <summary>Receiver to sender: what was consumed, and how much more may come.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct StatusFrame
{
    public const int Bytes = 36;

    /// <summary>With a group tag behind it.</summary>
    public const int TaggedBytes = 44;

    public FrameHead Head;
    public int SessionId;
    public int StreamId;
    public int ConsumptionTermId;
    public int ConsumptionTermOffset;
    public int ReceiverWindow;
    public long ReceiverId;

    /// <summary>Only there when the frame is <see cref="TaggedBytes"/> long.</summary>
    public long GroupTag;
}

/// <summary>Receiver to sender: a gap within one term.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct NakFrame
{
    public const int Bytes = 28;

    public FrameHead Head;
    public int SessionId;
    public int StreamId;
    public int TermId;
    public int TermOffset;
    public int Length;
}

/// <summary>Measures the round trip; whoever is asked sends the timestamp back.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct RoundTripFrame
{
    public const int Bytes = 40;

    public FrameHead Head;
    public int SessionId;
    public int StreamId;
    public long EchoTimestampNanos;
    public long ReceptionDeltaNanos;
    public long ReceiverId;
}

/// <summary>Receiver to sender: it will not take this stream. A text may follow.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct ErrorFrame
{
    public const int Bytes = 40;

    public FrameHead Head;
    public int SessionId;
    public int StreamId;
    public long ReceiverId;
    public long GroupTag;
    public int Code;
    public int TextLength;
}
