using LatencyEngine.Domain;

namespace LatencyEngine.Host.Engine;

/// <summary>What a session came to. Read after its end by the control thread.</summary>
/// <param name="Nanos">From the first input to the end of the drain.</param>
/// <param name="IsDrained">Everything that was published was handled.</param>
/// <param name="WasInterrupted">It was stopped before its feeds ended.</param>
/// <param name="FeedFailure">Why a feed ended early; what it told before counts.</param>
internal sealed record SessionResult(
    EngineSession Session, long Nanos, bool IsDrained, bool WasInterrupted, Exception? FeedFailure)
{
    private const double NanosPerSecond = 1e9;

    /// <summary>How the session ended by itself; <c>null</c> when the pipeline failed.</summary>
    public SessionEnded? Ended => Session.Tally.Ended;

    public long Inputs => (long)(Ended?.Inputs ?? 0);

    public double InputsPerSecond => (Inputs - Session.InputsBefore) * NanosPerSecond / Math.Max(1, Nanos);

    public string? Failure => Session.Pipeline.Pipeline.Failure?.ToString();

    /// <summary>The outputs that were read are those that were written.</summary>
    public bool OutputsAgree =>
        Ended is { } ended && ended.OutputHash == Session.Tally.Hash && (long)ended.Outputs == Session.Tally.Count;

    public bool IsSuccess => IsDrained && Failure is null && FeedFailure is null && OutputsAgree && Session.Journal?.Alarm is null;
}
