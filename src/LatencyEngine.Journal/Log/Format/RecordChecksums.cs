using System.Numerics;
using System.Runtime.CompilerServices;

namespace LatencyEngine.Journal.Log.Format;

/// <summary>Checksums of many contiguous records, four at a time.</summary>
/// <remarks>
/// <b>Cost.</b> A CRC instruction takes three cycles and depends on the one before, and another can be started every
/// cycle: four records side by side cost little more than one. The log's writer and reader live from that.
/// </remarks>
internal static unsafe class RecordChecksums
{
    private const int WordBytes = sizeof(ulong);

    /// <summary>Puts its checksum into each record.</summary>
    /// <param name="records">Framed, without gaps.</param>
    public static void Write(byte* records, int bytes, uint seed)
    {
        var end = records + bytes;
        while (records < end)
        {
            var quad = Quad.At(records, end);
            if (!quad.IsWhole)
            {
                var size = RecordFormat.ClaimedSizeOf(records);
                *RecordFormat.CrcPlace(records, size) = RecordFormat.CrcOf(records, size, seed);
                records += size;
                continue;
            }

            quad.Compute(seed, out var a, out var b, out var c, out var d);
            *RecordFormat.CrcPlace(quad.A, quad.SizeA) = a;
            *RecordFormat.CrcPlace(quad.B, quad.SizeB) = b;
            *RecordFormat.CrcPlace(quad.C, quad.SizeC) = c;
            *RecordFormat.CrcPlace(quad.D, quad.SizeD) = d;
            records = quad.End;
        }
    }

    /// <returns>Bytes of the valid records at the beginning.</returns>
    public static int ValidBytes(byte* block, int bytes, uint seed)
    {
        var at = block;
        var end = block + bytes;
        while (Quad.At(at, end) is { IsWhole: true } quad)
        {
            quad.Compute(seed, out var a, out var b, out var c, out var d);
            var differences = (a ^ *RecordFormat.CrcPlace(quad.A, quad.SizeA))
                | (b ^ *RecordFormat.CrcPlace(quad.B, quad.SizeB))
                | (c ^ *RecordFormat.CrcPlace(quad.C, quad.SizeC))
                | (d ^ *RecordFormat.CrcPlace(quad.D, quad.SizeD));
            if (differences != 0) break;
            at = quad.End;
        }

        while (RecordFormat.SizeIfValid(at, end - at, seed) is var size and > 0) at += size;
        return (int)(at - block);
    }

    /// <summary>Four records in a row.</summary>
    private readonly ref struct Quad
    {
        public byte* A { get; private init; }

        public byte* B { get; private init; }

        public byte* C { get; private init; }

        public byte* D { get; private init; }

        public int SizeA => (int)(B - A);

        public int SizeB => (int)(C - B);

        public int SizeC => (int)(D - C);

        public int SizeD => (int)(End - D);

        public byte* End { get; private init; }

        public bool IsWhole => End is not null;

        /// <summary>Not whole when fewer than four plausible records are there.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Quad At(byte* at, byte* end)
        {
            var b = Next(at, end);
            var c = Next(b, end);
            var d = Next(c, end);
            return new Quad { A = at, B = b, C = c, D = d, End = Next(d, end) };
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Compute(uint seed, out uint a, out uint b, out uint c, out uint d)
        {
            var shared = Math.Min(Math.Min(SizeA, SizeB), Math.Min(SizeC, SizeD)) - WordBytes;
            (a, b, c, d) = (seed, seed, seed, seed);
            for (var i = 0; i < shared; i += WordBytes)
            {
                a = BitOperations.Crc32C(a, *(ulong*)(A + i));
                b = BitOperations.Crc32C(b, *(ulong*)(B + i));
                c = BitOperations.Crc32C(c, *(ulong*)(C + i));
                d = BitOperations.Crc32C(d, *(ulong*)(D + i));
            }

            a = RecordFormat.CrcFrom(a, A + shared, SizeA - shared);
            b = RecordFormat.CrcFrom(b, B + shared, SizeB - shared);
            c = RecordFormat.CrcFrom(c, C + shared, SizeC - shared);
            d = RecordFormat.CrcFrom(d, D + shared, SizeD - shared);
        }

        /// <returns><c>null</c> when no plausible record ends before <paramref name="end"/>.</returns>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static byte* Next(byte* at, byte* end)
        {
            if (at is null || end - at < RecordFormat.BytesMin) return null;
            var size = RecordFormat.ClaimedSizeOf(at);
            return (uint)size < RecordFormat.BytesMin || (uint)size > (ulong)(end - at) ? null : at + size;
        }
    }
}
