using LatencyEngine.PerfTests.Baselines;
using static System.Buffers.Binary.BinaryPrimitives;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>The message header through checked spans.</summary>
internal static class SpanHeader
{
    public static void Write(Span<byte> buffer, ushort blockLength, ushort templateId)
    {
        WriteUInt16LittleEndian(buffer, blockLength);
        WriteUInt16LittleEndian(buffer[2..], templateId);
        WriteUInt16LittleEndian(buffer[4..], HeaderOverlay.BenchSchemaId);
        WriteUInt16LittleEndian(buffer[6..], 0);
    }
}
