using System.Buffers.Binary;
using LatencyEngine.Domain;

namespace LatencyEngine.Viewer.Projection;

/// <summary>What all outputs begin with.</summary>
internal readonly record struct OutputHead(long TimestampNanos, long InputSequence)
{
    private const int EncodedBytes = MessageHeader.EncodedSize + (2 * sizeof(long));

    public static bool TryRead(ReadOnlySpan<byte> message, out OutputHead head)
    {
        head = default;
        if (message.Length < EncodedBytes) return false;
        var block = message[MessageHeader.EncodedSize..];
        head = new OutputHead(
            BinaryPrimitives.ReadInt64LittleEndian(block), BinaryPrimitives.ReadInt64LittleEndian(block[sizeof(long)..]));
        return true;
    }
}
