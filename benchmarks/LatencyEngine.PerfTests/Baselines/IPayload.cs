namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// An event of a ring benchmark: written from a number, read back as one, with a known sum.
/// </summary>
public interface IPayload
{
    /// <summary>
    /// The sum of what <see cref="Read"/> gives for the events 0 to <paramref name="count"/> − 1.
    /// </summary>
    static abstract long SumOf(long count);

    void Write(long number);

    long Read();
}
