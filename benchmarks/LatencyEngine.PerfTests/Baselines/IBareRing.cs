namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// A single-producer ring stripped of everything but the hand-off: the limit of the host, not a product.
/// </summary>
internal interface IBareRing : IDisposable
{
    /// <summary>
    /// Publishes events numbered from 0, <paramref name="batch"/> at a time. Called by the one producer.
    /// </summary>
    void Produce(long count, int batch);

    /// <summary>
    /// Takes as many events and returns the sum of what they held. Called by the one consumer.
    /// </summary>
    long Consume(long count);
}
