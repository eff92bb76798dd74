using System.Numerics;

namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// Random integers that are a function of a seed: xoshiro256** 1.0 (Blackman and Vigna, "Scrambled Linear
/// Pseudorandom Number Generators", 2018), its state filled by SplitMix64 (Steele, Lea and Flood, 2014) as
/// its authors advise. One thread; owns the generator's state.
/// </summary>
/// <remarks>
/// Bounded draws multiply 32 random bits by the bound and keep the upper half: no division, and a bias below
/// bound / 2^32, which no statistic of a simulated market can see.
/// </remarks>
internal sealed class RandomSource
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    public RandomSource(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    /// <summary>Goes on from a state, which is not all zero.</summary>
    public RandomSource(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>From 0 up to, and without, the bound.</summary>
    public int Below(int bound) => Bounded(Next() >> 32, bound);

    /// <summary>From the least to the greatest, both possible.</summary>
    public long Between(long least, long greatest) =>
        least + (long)Math.BigMul(Next(), (ulong)(greatest - least) + 1, out _);

    /// <summary>True in so many of 256 cases.</summary>
    public bool Chance(int of256) => (int)(Next() >> 56) < of256;

    /// <summary>Maps 32 random bits to the numbers below a bound.</summary>
    public static int Bounded(ulong bits32, int bound) => (int)((bits32 * (ulong)bound) >> 32);

    /// <summary>The next number of SplitMix64.</summary>
    public static ulong SplitMix(ref ulong state)
    {
        state += 0x9E37_79B9_7F4A_7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
