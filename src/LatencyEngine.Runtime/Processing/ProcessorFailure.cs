namespace LatencyEngine.Runtime.Processing;

/// <summary>Which handler threw, at which event, and what. Immutable.</summary>
/// <param name="Role">The name of the processor.</param>
/// <param name="Sequence">
/// The event that was in hand; it counts as not handled. For a batch handler: the first event of the span in hand.
/// </param>
/// <param name="Cause">What the handler threw.</param>
[ColdPath("the pipeline stops")]
public sealed record ProcessorFailure(string Role, long Sequence, Exception Cause)
{
    public override string ToString() => $"{Role} failed at event {Sequence}: {Cause.Message}";
}
