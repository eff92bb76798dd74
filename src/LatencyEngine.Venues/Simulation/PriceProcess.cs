using System.Numerics;

namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// Moves the fair price of an instrument with each of its messages: a random walk around a drift that comes
/// and goes, pulled slowly towards the start price, and wilder in bursts. One thread; draws from the shared
/// randomness.
/// </summary>
/// <remarks>
/// Noise is the number of ones among random bits, a binomial variable and so close to normal without a
/// logarithm. Steps are per message, not per second: volatility then comes with activity, as in markets.
/// </remarks>
internal sealed class PriceProcess(RandomSource random, int burstFactor)
{
    public const int FractionBits = 16;

    private const int NoiseBits = 48;
    private const int DriftBits = 64 - NoiseBits;
    private const ulong NoiseMask = (1UL << NoiseBits) - 1;

    // The number of ones among 48 bits deviates by 3.464; 64 / 3.464 is 18.5.
    private const int NoiseScale = 37;
    private const int NoiseScaleBits = 7;

    // With these the drift lasts some 256 messages, and moves the price then about as far as the noise does.
    private const int DriftDecayBits = 8;
    private const int DriftScaleBits = 9;

    // A thousand times slower than the drift: it bounds a session and is not seen within a minute.
    private const int PullBits = 18;

    public void Advance(ref InstrumentState state, bool inBurst)
    {
        var bits = random.Next();
        var volatility = (long)state.VolatilityQ16;
        if (inBurst) volatility *= burstFactor;
        var noise = BitOperations.PopCount(bits & NoiseMask) - (NoiseBits / 2);
        var turn = BitOperations.PopCount(bits >> NoiseBits) - (DriftBits / 2);
        state.DriftQ16 += (int)((turn * volatility) >> DriftScaleBits) - (state.DriftQ16 >> DriftDecayBits);
        var anchor = (long)state.AnchorTicks << FractionBits;
        var fair = state.FairQ16
            + ((noise * volatility * NoiseScale) >> NoiseScaleBits)
            + state.DriftQ16
            + ((anchor - state.FairQ16) >> PullBits);
        state.FairQ16 = Math.Clamp(fair, anchor / 2, anchor * 2);
    }
}
