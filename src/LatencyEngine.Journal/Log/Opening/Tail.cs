namespace LatencyEngine.Journal.Log.Opening;

/// <summary>What stands behind the last valid record of a segment.</summary>
internal enum TailKind
{
    /// <summary>Nothing: zeros, or the end of the segment.</summary>
    Clean = 0,

    /// <summary>The remains of an interrupted write, which nobody was told is durable.</summary>
    Torn = 1,

    /// <summary>What no interrupted write leaves behind.</summary>
    Damaged = 2,
}

/// <summary>A judgement of the end of a segment.</summary>
/// <param name="Reason">For people; empty when clean.</param>
/// <param name="UsedBytes">From the start of the segment to behind its last byte that is not zero.</param>
internal readonly record struct Tail(TailKind Kind, string Reason, int UsedBytes);
