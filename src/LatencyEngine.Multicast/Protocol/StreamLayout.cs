using System.Numerics;

namespace LatencyEngine.Multicast.Protocol;

/// <summary>
/// Where the bytes of a stream are: positions, term ids and offsets. A stream is cut into terms of equal length, a power
/// of two; term ids count up and wrap around. Immutable; any thread.
/// </summary>
/// <param name="InitialTermId">Id of the first term; any number.</param>
/// <param name="TermLengthBytes">Power of two, <see cref="TermLengthMin"/> to <see cref="TermLengthMax"/>.</param>
internal readonly record struct StreamLayout(int InitialTermId, int TermLengthBytes)
{
    public const int TermLengthMin = 64 * 1_024;
    public const int TermLengthMax = 1 << 30;

    /// <summary>Frames start at multiples of this.</summary>
    public const int FrameAlignment = 32;

    /// <summary>Terms that memory is kept for, used in turn.</summary>
    public const int PartitionCount = 3;

    private const int MessageBytesMax = 16 << 20;

    private readonly int _bits = BitOperations.TrailingZeroCount(TermLengthBytes);

    public int TermMask => TermLengthBytes - 1;

    /// <summary>Behind the last byte that term ids can tell.</summary>
    public long PositionEnd => (long)TermLengthBytes << 31;

    /// <summary>Longest message, so that a whole one and its padding always fit into half a term.</summary>
    public int MaxMessageBytes => Math.Min(TermLengthBytes / 8, MessageBytesMax);

    public static int Aligned(int frameBytes) => (frameBytes + (FrameAlignment - 1)) & ~(FrameAlignment - 1);

    public static bool IsTermLength(int bytes) =>
        bytes is >= TermLengthMin and <= TermLengthMax && BitOperations.IsPow2(bytes);

    public long PositionOf(int termId, int termOffset) =>
        ((long)unchecked(termId - InitialTermId) << _bits) + termOffset;

    public int TermIdAt(long position) => unchecked(InitialTermId + (int)(position >> _bits));

    public int OffsetAt(long position) => (int)position & TermMask;

    public int PartitionAt(long position) => (int)((ulong)(position >> _bits) % PartitionCount);

    /// <summary>Bytes from a position to the end of its term.</summary>
    public int RestOfTerm(long position) => TermLengthBytes - OffsetAt(position);
}
