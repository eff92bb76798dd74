using System.Runtime.CompilerServices;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Messages;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>TopOfBook through the struct that the product generates.</summary>
internal readonly struct GeneratedTopOfBook : ICodec
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Encode(Span<byte> buffer, long number)
    {
        Fill(ref TopOfBook.EncodeInPlace(buffer), number);
        return TopOfBook.EncodedLength;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Decode(ReadOnlySpan<byte> message)
    {
        ref readonly var m = ref TopOfBook.View(message, out var status);
        if (status != SbeStatus.Ok) throw new WrongAnswerException($"TopOfBook is refused: {status}.");
        return Sum(in m);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fill(ref TopOfBook message, long number)
    {
        message.Sequence = (ulong)number;
        message.InstrumentId = (uint)number + 1;
        message.Flags = QuoteFlags.BidChanged | QuoteFlags.AskChanged;
        message.Level = (sbyte)(number & 7);
        message.BidRef.Mantissa = number + 100;
        message.AskRef.Mantissa = number + 101;
        message.BidSize = (uint)number + 10;
        message.AskSize = (uint)number + 11;
        message.LastRef.MantissaRaw = number + 102;
        message.SourceNanos = (ulong)number + 1_000;
        message.TradeCount = (uint)number + 12;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Sum(in TopOfBook m) =>
        (long)m.Sequence + m.InstrumentId + (byte)m.Flags + m.Level + m.Bid.Mantissa + m.Ask.Mantissa
            + m.BidSize
            + m.AskSize + m.Last.MantissaRaw + (long)m.SourceNanos + m.TradeCount;
}
