namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// Sizes of orders and trades in round lots, with a heavy tail: a size of at least n comes once in n, up to a
/// cap. Half of all are a single round lot, the mean is about five. Immutable; any thread.
/// </summary>
internal static class SizeTable
{
    public const int RoundLotsMax = 64;

    private const int IndexBits = 10;

    private static readonly byte[] Sizes = Build();

    /// <summary>Round lots for 64 random bits.</summary>
    public static int Draw(ulong random) => Sizes[random >> (64 - IndexBits)];

    /// <summary>A fresh size for an instrument, in lots.</summary>
    public static int DrawLots(RandomSource random, in InstrumentState state) => Draw(random.Next()) * state.RoundLot;

    private static byte[] Build()
    {
        var sizes = new byte[1 << IndexBits];
        for (var i = 0; i < sizes.Length; i++)
            sizes[i] = (byte)Math.Min(RoundLotsMax, sizes.Length / (i + 1));
        return sizes;
    }
}
