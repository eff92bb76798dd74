namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// Wants to know, before each batch, how large it is and how much is waiting. Optional, beside the event interface.
/// </summary>
public interface IBatchStartHandler
{
    /// <param name="batchCount">Events in this batch.</param>
    /// <param name="queueDepth">Events that were claimed but not yet handled, this batch included. A reading, soon
    /// stale.</param>
    void OnBatchStart(int batchCount, long queueDepth);
}
