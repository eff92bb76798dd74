using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Messages;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>
/// TopOfBook written and read where it lies, as in a ring slot: its memory is its encoding.
/// </summary>
internal readonly struct InPlaceTopOfBook : ICodec
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Encode(Span<byte> buffer, long number)
    {
        ref var framed = ref MemoryMarshal.AsRef<Framed<TopOfBook>>(buffer);
        framed.Header = HeaderOverlay.Of(TopOfBook.BlockLength, TopOfBook.TemplateId);
        GeneratedTopOfBook.Fill(ref framed.Message, number);
        return TopOfBook.EncodedLength;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Decode(ReadOnlySpan<byte> message) =>
        GeneratedTopOfBook.Sum(in MemoryMarshal.AsRef<Framed<TopOfBook>>(message).Message);
}
