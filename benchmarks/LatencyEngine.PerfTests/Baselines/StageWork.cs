using System.Runtime.CompilerServices;

namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// What the stages of a chain and of a diamond do with an event, and the sum that the last stage must find.
/// </summary>
public static class StageWork
{
    private const long Factor = 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void First(ref StageEvent e) => e.First = e.Number + 1;

    /// <summary>In a chain the second stage needs the first one's result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ChainSecond(ref StageEvent e) => e.Second = e.First * Factor;

    /// <summary>In a diamond the second stage works beside the first one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void DiamondSecond(ref StageEvent e) => e.Second = e.Number * Factor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Last(in StageEvent e) => e.First + e.Second;

    public static long ChainSum(long count) => (Factor + 1) * (Payload8.SumOf(count) + count);

    public static long DiamondSum(long count) => (Factor + 1) * Payload8.SumOf(count) + count;
}
