using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Journal.Log;

/// <summary>What was found, and what was put right, when a log was opened. Immutable.</summary>
public sealed record LogRecovery
{
    /// <summary>The newest session; <c>null</c> in a new journal.</summary>
    public required SessionSummary? LastSession { get; init; }

    /// <summary>0 in a new journal.</summary>
    public required long LastSequence { get; init; }

    public required int SegmentCount { get; init; }

    /// <summary>Bytes of interrupted writes that were cut off.</summary>
    public required long CutBytes { get; init; }

    /// <summary>For people: where the log was cut and why; <c>null</c> when it was whole.</summary>
    public required string? CutReason { get; init; }
}
