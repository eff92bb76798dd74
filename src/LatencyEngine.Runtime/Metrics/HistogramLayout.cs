using System.Numerics;
using System.Runtime.CompilerServices;

namespace LatencyEngine.Runtime.Metrics;

/// <summary>
/// How a histogram divides the values from 0 to its maximum into buckets: exact at first, then in powers of two that
/// are each cut into the same number of equal buckets. This is the layout of HdrHistogram with a unit of 1. Immutable.
/// </summary>
/// <remarks>
/// With <c>b</c> precision bits, values below 2^b have a bucket each; above, a bucket is at most 2^(1-b) of the values
/// in it wide. That is the bound on the relative error.
/// </remarks>
public readonly record struct HistogramLayout
{
    public const int MinPrecisionBits = 2;
    public const int MaxPrecisionBits = 18;
    public const int MaxSignificantDigits = 5;

    private HistogramLayout(int precisionBits, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxValue, 1L << precisionBits);
        PrecisionBits = precisionBits;
        MaxValue = maxValue;
        BucketCount = Index(maxValue, precisionBits) + 1;
    }

    /// <summary>Three significant digits from 1 ns to 1 hour, in 264 KiB.</summary>
    public static HistogramLayout Default { get; } = WithSignificantDigits(3, (long)TimeSpan.FromHours(1).TotalNanoseconds);

    /// <summary>Values below 2 to this power are exact.</summary>
    public int PrecisionBits { get; }

    /// <summary>The greatest value that has a bucket; greater ones are counted as saturated.</summary>
    public long MaxValue { get; }

    /// <summary>Buckets of 8 bytes each.</summary>
    public int BucketCount { get; }

    /// <summary>Powers of two that are cut into buckets, the exact range counting as one.</summary>
    public int HalvingCount => ShiftOf(BucketCount - 1) + 1;

    /// <summary>No reported value is off by more than this share of the recorded one.</summary>
    public double RelativeErrorBound => 1.0 / (1L << (PrecisionBits - 1));

    /// <summary>As HdrHistogram: <paramref name="digits"/> = 3 keeps values apart that differ by 1 in 1000.</summary>
    public static HistogramLayout WithSignificantDigits(int digits, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, MaxSignificantDigits);
        var exactValues = 2UL;
        for (var i = 0; i < digits; i++) exactValues *= 10;
        return new HistogramLayout(BitOperations.Log2(BitOperations.RoundUpToPowerOf2(exactValues)), maxValue);
    }

    /// <summary>The coarsest layout whose <see cref="RelativeErrorBound"/> is at most <paramref name="error"/>.</summary>
    public static HistogramLayout WithRelativeError(double error, long maxValue)
    {
        for (var bits = MinPrecisionBits; bits <= MaxPrecisionBits; bits++)
            if (1.0 / (1L << (bits - 1)) <= error) return new HistogramLayout(bits, maxValue);
        throw new ArgumentOutOfRangeException(
            nameof(error), error, $"The finest bound is {1.0 / (1L << (MaxPrecisionBits - 1))}.");
    }

    /// <summary>The bucket of a value from 0 to <see cref="MaxValue"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IndexOf(long value) => Index(value, PrecisionBits);

    /// <summary>The least value of a bucket.</summary>
    public long LowestOf(int index)
    {
        var shift = ShiftOf(index);
        return shift == 0 ? index : (index - (shift << (PrecisionBits - 1))) * (1L << shift);
    }

    /// <summary>The greatest value of a bucket. Reports use it, so that a latency is never understated.</summary>
    public long HighestOf(int index) => LowestOf(index) + (1L << ShiftOf(index)) - 1;

    // Below 2^bits the shift is 0 and the index is the value. Above, the value keeps its top `bits` bits, the first of
    // which is always set, and each shift adds half as many buckets as there are exact values.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Index(long value, int bits)
    {
        var shift = BitOperations.Log2((ulong)value | ((1UL << bits) - 1)) - bits + 1;
        return (shift << (bits - 1)) + (int)(value >> shift);
    }

    private int ShiftOf(int index) => Math.Max(0, (index >> (PrecisionBits - 1)) - 1);
}
