using LatencyEngine.Multicast.Protocol;

namespace LatencyEngine.Multicast.Subscribing;

/// <summary>
/// Looks at every frame of a data packet before any of it enters a stream: what comes from a network may be anything.
/// Pure.
/// </summary>
internal static unsafe class PacketCheck
{
    /// <summary>Says that a packet is not what it should be.</summary>
    public const int Invalid = -1;

    /// <summary>How far a packet of data or padding moves its stream.</summary>
    /// <param name="packet">At least <see cref="DataHeader.Bytes"/>.</param>
    /// <param name="packetBytes">As received.</param>
    /// <returns>Bytes, a multiple of 32; 0 for a heartbeat; or <see cref="Invalid"/>.</returns>
    public static int AdvanceOf(byte* packet, int packetBytes)
    {
        ref readonly var first = ref *(DataHeader*)packet;
        if (first.TermOffset < 0 || first.TermOffset % StreamLayout.FrameAlignment != 0) return Invalid;
        if (first.Head.FrameLength == 0) return IsHeartbeat(in first, packetBytes) ? 0 : Invalid;
        var offset = 0;
        while (offset < packetBytes)
        {
            if (packetBytes - offset < DataHeader.Bytes) return Invalid;
            ref readonly var frame = ref *(DataHeader*)(packet + offset);
            if (!Continues(in first, in frame, offset)) return Invalid;
            var aligned = StreamLayout.Aligned(frame.Head.FrameLength);
            if (frame.Head.Type == FrameType.Pad)
                return offset + DataHeader.Bytes == packetBytes ? offset + aligned : Invalid;
            if (frame.Head.Type != FrameType.Data || aligned > packetBytes - offset) return Invalid;
            offset += aligned;
        }
        return offset;
    }

    private static bool IsHeartbeat(in DataHeader header, int packetBytes) =>
        header.Head.Type == FrameType.Data && packetBytes == DataHeader.Bytes;

    private static bool Continues(in DataHeader first, in DataHeader frame, int offset) =>
        frame.Head.FrameLength is >= DataHeader.Bytes and <= StreamLayout.TermLengthMax
        && frame.Head.Version == FrameHead.CurrentVersion
        && frame.TermOffset == first.TermOffset + offset
        && frame.TermId == first.TermId
        && frame.SessionId == first.SessionId
        && frame.StreamId == first.StreamId;
}
