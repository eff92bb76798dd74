using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Messages;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>
/// SingleOrder written and read where it lies, as in a ring slot: its memory is its encoding.
/// </summary>
internal readonly struct InPlaceSingleOrder : ICodec
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Encode(Span<byte> buffer, long number)
    {
        ref var framed = ref MemoryMarshal.AsRef<Framed<SingleOrder>>(buffer);
        framed.Header = HeaderOverlay.Of(SingleOrder.BlockLength, SingleOrder.TemplateId);
        framed.Message = SingleOrder.Create(); // Gaps and the tail of the block are zero on the wire.
        GeneratedSingleOrder.Fill(ref framed.Message, number);
        return SingleOrder.EncodedLength;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Decode(ReadOnlySpan<byte> message) =>
        GeneratedSingleOrder.Sum(in MemoryMarshal.AsRef<Framed<SingleOrder>>(message).Message);
}
