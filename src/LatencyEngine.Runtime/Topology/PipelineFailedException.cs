namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// A handler threw while the pipeline was stepped by hand, or left a ring in a state from which no restart can go
/// on; the inner exception is what it threw.
/// </summary>
[ColdPath("the pipeline stops")]
public sealed class PipelineFailedException : Exception
{
    public PipelineFailedException() : this("A handler failed.")
    {
    }

    public PipelineFailedException(string message) : base(message)
    {
    }

    public PipelineFailedException(string message, Exception? cause) : base(message, cause)
    {
    }

    public PipelineFailedException(PipelineFailure failure) : base(failure.ToString(), failure.Cause) =>
        Failure = failure;

    public PipelineFailure? Failure { get; }
}
