namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// Wants to know when nothing came for the time limit of the wait strategy. Optional, beside the event interface.
/// </summary>
public interface ITimeoutHandler
{
    /// <param name="lastSequence">The last event handled, -1 before the first.</param>
    void OnTimeout(long lastSequence);
}
