namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// The counters of a pipeline at one moment, for viewers and reports. Immutable; a reading, soon stale.
/// </summary>
[ColdPath("read by cold threads")]
public sealed record PipelineSnapshot(
    string Name,
    PipelineState State,
    PipelineFailure? Failure,
    IReadOnlyList<RingCounters> Rings,
    IReadOnlyList<HandlerCounters> Handlers)
{
    internal static PipelineSnapshot Of(Pipeline pipeline)
    {
        var handlers = new List<HandlerCounters>();
        foreach (var stage in pipeline.Stages) handlers.Add(HandlerCounters.Of(stage));
        var rings = new List<RingCounters>();
        foreach (var ring in pipeline.Rings) rings.Add(RingCounters.Of(ring));
        return new PipelineSnapshot(pipeline.Name, pipeline.State, pipeline.Failure, rings, handlers);
    }
}
