namespace LatencyEngine.Trading.Snapshots;

/// <summary>
/// Elides repetitions in the bytes of an array: tables are taken for the worst case, and most places are as they were
/// made. Pure.
/// </summary>
/// <remarks>
/// <b>Form.</b> Pairs of a literal count with its bytes and a repeat count, until all is told. Repeated is what stands
/// one period before; before the first byte there are zeros. The period is whole elements of at least 64 bytes, so that
/// a table filled with one value is one repetition, whatever the value.
/// <b>Cost.</b> Reading and comparing, at the speed of memory. Decoding into a fresh table writes nothing where it is
/// right already, so that pages nobody used stay untouched.
/// </remarks>
[ColdPath("snapshots are made and loaded by cold threads")]
internal static class RunCoding
{
    private const int BlockBytes = 64;
    private const int RepeatMin = 256;

    public static int PeriodOf(int elementSize) => elementSize * ((BlockBytes + elementSize - 1) / elementSize);

    public static void Encode(ReadOnlySpan<byte> data, int period, StateBuffer to)
    {
        var zeros = data.IndexOfAnyExcept((byte)0);
        var done = zeros < 0 ? data.Length : zeros / period * period;
        WritePair([], done, to);
        while (done < data.Length)
        {
            var start = FindRepeat(data, done, period, out var length);
            WritePair(data[done..start], length, to);
            done = start + length;
        }
    }

    public static void Decode(ref StateReader from, Span<byte> data, int period)
    {
        var done = 0;
        do
        {
            var literal = from.Read(from.ReadCount());
            var repeat = from.ReadCount();
            if (literal.Length > data.Length - done || repeat > data.Length - done - literal.Length)
                throw new StateImageException($"the image is damaged: more than the {data.Length} bytes of an array");
            literal.CopyTo(data[done..]);
            done += literal.Length;
            if (repeat > 0 && done == 0) Clear(data[..repeat]);
            else if (repeat > 0) Repeat(data, done, repeat, period);
            done += repeat;
        }
        while (done < data.Length);
    }

    private static void WritePair(ReadOnlySpan<byte> literal, int repeat, StateBuffer to)
    {
        to.Write(literal.Length);
        to.Write(literal);
        to.Write(repeat);
    }

    private static int FindRepeat(ReadOnlySpan<byte> data, int from, int period, out int length)
    {
        var at = Math.Max(from, period);
        while (at <= data.Length - BlockBytes)
        {
            if (data.Slice(at, BlockBytes).SequenceEqual(data.Slice(at - period, BlockBytes)))
            {
                length = data[at..].CommonPrefixLength(data[(at - period)..]);
                if (length >= RepeatMin || at + length == data.Length) return at;
            }

            at += BlockBytes;
        }

        length = 0;
        return data.Length;
    }

    private static void Clear(Span<byte> data)
    {
        if (data.ContainsAnyExcept((byte)0)) data.Clear();
    }

    private static void Repeat(Span<byte> data, int start, int count, int period)
    {
        if (start < period) throw new StateImageException("the image is damaged: a repetition of nothing");
        var target = data.Slice(start, count);
        if (target.SequenceEqual(data.Slice(start - period, count))) return;
        for (var done = 0; done < count;)
        {
            var size = Math.Min(period + done, count - done);
            data.Slice(start - period, size).CopyTo(target[done..]);
            done += size;
        }
    }
}
