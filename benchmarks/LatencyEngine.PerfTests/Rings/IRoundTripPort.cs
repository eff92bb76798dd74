namespace LatencyEngine.PerfTests.Rings;

/// <summary>
/// The two ends of a round trip. Implemented by structs, so that the measuring loop has no call in it.
/// </summary>
internal interface IRoundTripPort
{
    /// <summary>
    /// Sends a number and waits for it to come back; returns what came back. Called by the pinging thread.
    /// </summary>
    long Exchange(long number);

    /// <summary>
    /// Sends every number back. Called by the answering thread; returns after <paramref name="trips"/>.
    /// </summary>
    void Answer(long trips);
}
