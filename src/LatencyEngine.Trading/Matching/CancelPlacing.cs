using LatencyEngine.Domain;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Matching;

/// <summary>
/// Where cancels of the market happen, before an order of ours or behind it, as its fill model has it. The matching stage's
/// thread; owns the generator of the probabilistic model, which the session's seed starts.
/// </summary>
/// <remarks>
/// <para><b>Queue</b> is the careful one: behind us as long as there is anything.</para>
/// <para><b>QueueProRata</b> shares: of <c>c</c> lots canceled while <c>a</c> of <c>d</c> displayed lots are before us, <c>c a / d</c>
/// were, rounded down.</para>
/// <para><b>QueueProbabilistic</b> decides: all of <c>c</c> were before us with the chance <c>a / d</c>, else behind us; what does not
/// fit on one side was on the other.</para>
/// </remarks>
public sealed class CancelPlacing
{
    // Other numbers than those of the delays, from the same seed.
    private const ulong SeedMask = 0xD1B54A32D192ED03;

    private SplitMix64 _random;
    private bool _hasDrawn;

    public void Seed(ulong seed) => _random = new SplitMix64(seed ^ SeedMask);

    /// <summary>Whether cancels matter: for the careful model they are behind us, and nothing is counted.</summary>
    public static bool Counts(FillModel model) => model is FillModel.QueueProRata or FillModel.QueueProbabilistic;

    /// <summary>Lots before us after a cancel.</summary>
    /// <param name="ahead">Before us until now, at most <paramref name="displayed"/>.</param>
    /// <param name="displayed">Displayed at our price until now, above zero.</param>
    /// <param name="canceled">Lots, at most <paramref name="displayed"/>.</param>
    public long AheadAfter(FillModel model, long ahead, long displayed, long canceled)
    {
        if (ahead == 0) return 0;
        var left = model == FillModel.QueueProRata
            ? ahead - (long)((Int128)canceled * ahead / displayed)
            : IsBefore(ahead, displayed) ? Math.Max(0, ahead - canceled) : ahead;
        return Math.Min(left, displayed - canceled);
    }

    public void AddTo(ref StateHash hash)
    {
        if (_hasDrawn) hash.Add(_random.State);
    }

    private bool IsBefore(long ahead, long displayed)
    {
        _hasDrawn = true;
        return _random.NextBelow((ulong)displayed) < (ulong)ahead;
    }
}
