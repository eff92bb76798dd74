using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Streams.Publishing;

namespace LatencyEngine.Tests.Streams;

/// <summary>A stream that ends in memory, as wide and as deaf as a test wants it.</summary>
internal sealed class MemoryOutlet(int streamId, int sessionId) : IOutlet
{
    private long _position;

    public int SessionId => sessionId;

    public bool IsConnected { get; set; } = true;

    /// <summary>How many more messages find room; the rest is pressed back.</summary>
    public int Room { get; set; } = int.MaxValue;

    /// <summary>What was taken.</summary>
    public List<SentMessage> Sent { get; } = [];

    public bool KeepsNothing { get; init; }

    public long Offer(ReadOnlySpan<byte> message, long reservedValue)
    {
        if (!IsConnected) return OfferResult.NotConnected;
        if (Room == 0) return OfferResult.BackPressured;
        if (Room != int.MaxValue) Room--;
        if (!KeepsNothing) Sent.Add(new SentMessage(streamId, sessionId, reservedValue, message.ToArray()));
        return _position += message.Length;
    }
}

/// <summary>A message as it travels.</summary>
internal sealed record SentMessage(int StreamId, int SessionId, long ReservedValue, byte[] Bytes);
