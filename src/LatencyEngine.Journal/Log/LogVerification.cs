namespace LatencyEngine.Journal.Log;

/// <summary>One thing that is wrong with a log: where, and what.</summary>
/// <param name="Offset">Byte in the file.</param>
/// <param name="Sequence">The record that was expected there.</param>
public sealed record LogFault(string File, long Offset, long Sequence, string Reason);

/// <summary>What a verification of a log came to. Immutable.</summary>
public sealed record LogVerification
{
    /// <summary>In the order of the files; empty when the log is intact.</summary>
    public required IReadOnlyList<LogFault> Faults { get; init; }

    public bool IsIntact => Faults.Count == 0;

    public required int SegmentCount { get; init; }

    public required long RecordCount { get; init; }

    /// <summary>0 when there is no record; above 1 when retention has removed the beginning.</summary>
    public required long FirstSequence { get; init; }

    public required long LastSequence { get; init; }

    /// <summary>SHA-256 of the segment before the oldest one: zeros at the beginning of a journal.</summary>
    public required string ChainStart { get; init; }

    /// <summary>SHA-256 of the newest segment, which stands for the whole chain.</summary>
    public required string HeadHash { get; init; }

    /// <summary>Complete segments that are not anchored in the next one yet: the newest ones of a log that is written.
    /// </summary>
    public required int UnsealedCount { get; init; }
}
