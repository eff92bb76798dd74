namespace LatencyEngine.Strategies.Indicators;

/// <summary>The whole part of a square root, by integers alone: the same on every host. Pure; any
/// thread.</summary>
public static class SquareRoot
{
    private const int StepsMax = 64;

    /// <param name="square">Below 2^126.</param>
    public static long Of(UInt128 square)
    {
        if (square == 0) return 0;
        // Newton's method from above: a power of two that is not below the root; it falls until it is found.
        var bits = 128 - (int)UInt128.LeadingZeroCount(square);
        var root = UInt128.One << ((bits + 1) / 2);
        for (var step = 0; step < StepsMax; step++)
        {
            var next = (root + (square / root)) >> 1;
            if (next >= root) break;
            root = next;
        }

        return (long)root;
    }
}
