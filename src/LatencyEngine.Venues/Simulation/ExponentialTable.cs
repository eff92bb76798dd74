namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// Exponentially distributed factors of mean 1, in 1/65536, from integers alone so that every host has the
/// same. Immutable; any thread.
/// </summary>
internal static class ExponentialTable
{
    public const int FractionBits = 16;

    private const int IndexBits = 12;
    private const int Count = 1 << IndexBits;

    // The natural logarithm of 2, in 2^-32.
    private const ulong LogOfTwoQ32 = 2_977_044_472;

    private static readonly uint[] Factors = Build();

    /// <summary>The factor for 64 random bits: between 0.0001 and 9.02, in 1/65536.</summary>
    public static uint Draw(ulong random) => Factors[random >> (64 - IndexBits)];

    private static uint[] Build()
    {
        var factors = new uint[Count];
        for (var i = 0; i < Count; i++) factors[i] = MinusLogQ16((uint)((2 * i) + 1));
        return factors;
    }

    /// <summary>
    /// Minus the natural logarithm of numerator / 2^13: the middle of one of 2^12 equal slices of 0 to 1.
    /// </summary>
    private static uint MinusLogQ16(uint numerator)
    {
        var log2Q32 = ((ulong)(IndexBits + 1) << 32) - Log2Q32(numerator);
        var (upper, lower) = (log2Q32 >> 32, log2Q32 & uint.MaxValue);
        var logQ32 = (upper * LogOfTwoQ32) + ((lower * LogOfTwoQ32) >> 32);
        return (uint)(logQ32 >> (32 - FractionBits));
    }

    /// <summary>
    /// The logarithm to base 2 of a positive number, in 2^-32: squares the mantissa once per bit, and each
    /// time that it passes 2 the bit is one.
    /// </summary>
    private static ulong Log2Q32(uint value)
    {
        var whole = 31 - System.Numerics.BitOperations.LeadingZeroCount(value);
        var mantissaQ31 = (ulong)value << (31 - whole);
        var result = (ulong)whole;
        for (var bit = 0; bit < 32; bit++)
        {
            mantissaQ31 = (mantissaQ31 * mantissaQ31) >> 31;
            var passed = mantissaQ31 >> 32;
            result = (result << 1) | passed;
            mantissaQ31 >>= (int)passed;
        }

        return result;
    }
}
