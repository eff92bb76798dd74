namespace LatencyEngine.Runtime.Threads;

/// <summary>A required placement was refused. Nothing of the role has run; the outcome says what was missing.</summary>
[ColdPath("start-up failure")]
public sealed class PlacementRefusedException : Exception
{
    public PlacementRefusedException() : this("A required thread placement was refused.")
    {
    }

    public PlacementRefusedException(string message) : base(message)
    {
    }

    public PlacementRefusedException(string message, Exception cause) : base(message, cause)
    {
    }

    public PlacementRefusedException(PlacementOutcome outcome)
        : base($"A required thread placement was refused: {outcome}") => Outcome = outcome;

    public PlacementOutcome? Outcome { get; }
}
