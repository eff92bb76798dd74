using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>
/// SingleOrder through a packed struct, after a look at the header: the least that a reader of outside bytes
/// does.
/// </summary>
internal readonly struct CheckedSingleOrder : ICodec
{
    // The four members of the header as one number, little-endian.
    private const long Header =
        SingleOrderOverlay.BlockLength
        | (long)SingleOrderOverlay.TemplateId << 16
        | (long)HeaderOverlay.BenchSchemaId << 32;

    public static int Encode(Span<byte> buffer, long number) => OverlaySingleOrder.Encode(buffer, number);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Decode(ReadOnlySpan<byte> message)
    {
        if (message.Length < SingleOrderOverlay.SizeInBytes
            || MemoryMarshal.Read<long>(message) != Header) ThrowRefused();
        return OverlaySingleOrder.Sum(in MemoryMarshal.AsRef<SingleOrderOverlay>(message));
    }

    private static void ThrowRefused() => throw new WrongAnswerException("SingleOrder by hand is refused.");
}
