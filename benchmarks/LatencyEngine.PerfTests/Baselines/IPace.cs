namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// How eagerly a bare consumer polls. The bound of a ring is how often it steals the producer's line.
/// </summary>
internal interface IPace
{
    /// <summary>Called after a poll that found nothing.</summary>
    void AfterEmptyPoll();

    /// <summary>Called after a batch of the given number of events.</summary>
    void AfterBatch(long events);
}
