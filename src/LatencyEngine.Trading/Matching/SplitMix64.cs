namespace LatencyEngine.Trading.Matching;

/// <summary>
/// The generator SplitMix64 (Steele, Lea and Flood, 2014): the same numbers from the same seed on every host. A value; who holds it
/// owns it.
/// </summary>
public struct SplitMix64(ulong seed)
{
    public ulong State { get; private set; } = seed;

    public ulong Next()
    {
        State += 0x9E3779B97F4A7C15;
        var mixed = (State ^ (State >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 to below <paramref name="end"/>, which is above 0.</summary>
    public ulong NextBelow(ulong end) => Math.BigMul(Next(), end, out _);
}
