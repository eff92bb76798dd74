namespace LatencyEngine.Runtime.Rings;

/// <summary>How a consumer learns that a slot is ready. Fixed when the ring is made.</summary>
public enum Publication
{
    None = 0,

    /// <summary>
    /// The producer moves one cursor. Slots lie side by side, so batches can be handed out as spans. Best for batches
    /// and
    /// for small slots; a hop moves two cache lines (cursor and slot). One producer only.
    /// </summary>
    Cursor = 1,

    /// <summary>
    /// The sequence is stored in a header of 8 bytes in front of the slot. A hop moves one cache line: best latency,
    /// and
    /// the only form for several producers. A payload of at most 56 bytes fits in one line with its header.
    /// </summary>
    Slot = 2,
}
