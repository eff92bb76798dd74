using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Runtime.Processing;

namespace LatencyEngine.Host.Demo;

/// <summary>
/// The end of the demo's pipeline: a digest of the output and, in a paced run, the time from the moment at which the
/// causing quote
/// should have been sent to now, so that a stall is charged to every quote behind it.
/// </summary>
internal readonly struct CrossingRecorder(Digest digest, Pace? pace, LatencyHistogram latencies) : IEventHandler<Crossing>
{
    public void OnEvent(ref Crossing crossing, long sequence, bool endOfBatch)
    {
        digest.Add(in crossing);
        if (pace is not null) latencies.Record(Pace.NowNanos() - pace.ScheduledNanos(crossing.InputSequence));
    }
}
