using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>
/// TopOfBook through a packed struct, after a look at the header: the least that a reader of outside bytes
/// does.
/// </summary>
internal readonly struct CheckedTopOfBook : ICodec
{
    // The four members of the header as one number, little-endian.
    private const long Header =
        TopOfBookOverlay.BlockLength
        | (long)TopOfBookOverlay.TemplateId << 16
        | (long)HeaderOverlay.BenchSchemaId << 32;

    public static int Encode(Span<byte> buffer, long number) => OverlayTopOfBook.Encode(buffer, number);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Decode(ReadOnlySpan<byte> message)
    {
        if (message.Length < TopOfBookOverlay.SizeInBytes
            || MemoryMarshal.Read<long>(message) != Header) ThrowRefused();
        return OverlayTopOfBook.Sum(in MemoryMarshal.AsRef<TopOfBookOverlay>(message));
    }

    private static void ThrowRefused() => throw new WrongAnswerException("TopOfBook by hand is refused.");
}
