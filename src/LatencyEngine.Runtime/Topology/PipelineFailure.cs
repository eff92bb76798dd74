namespace LatencyEngine.Runtime.Topology;

/// <summary>The first failure of a pipeline, which stopped all of it. Immutable.</summary>
/// <param name="Role">The handler that threw.</param>
/// <param name="Ring">The ring whose event it had in hand.</param>
/// <param name="Sequence">That event; it counts as not handled and is given again after a restart.</param>
/// <param name="Cause">What it threw.</param>
[ColdPath("the pipeline stops")]
public sealed record PipelineFailure(string Role, string Ring, long Sequence, Exception Cause)
{
    public override string ToString() =>
        $"Handler '{Role}' failed at event {Sequence} of ring '{Ring}': {Cause.Message}";
}
