namespace LatencyEngine.Journal.Log.Opening;

/// <summary>A log that was read, checked and put right: what its writer goes on from. Immutable.</summary>
internal sealed record OpenedLog
{
    public required Guid JournalId { get; init; }

    /// <summary>0 in a new journal.</summary>
    public required long LastSequence { get; init; }

    public required ulong LastSessionId { get; init; }

    /// <summary>The newest segment; <c>null</c> in a new journal.</summary>
    public required SegmentFile? LastSegment { get; init; }

    /// <summary>Where the next record of the newest segment goes.</summary>
    public required int EndOffset { get; init; }

    public required bool IsSessionEnded { get; init; }

    /// <summary>The message of the newest session's head.</summary>
    public required byte[] Head { get; init; }

    /// <summary>The segment that was prepared and not begun.</summary>
    public required SegmentFile? Spare { get; init; }

    /// <summary>Complete segments whose hash the next one does not hold yet, oldest first.</summary>
    public required IReadOnlyList<long> Unsealed { get; init; }

    public required LogRecovery Recovery { get; init; }
}
