using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Log;

/// <summary>The log is not what was written: says where, and why it cannot be an interrupted write.</summary>
public sealed class DamagedLogException(string file, long offset, long sequence, string reason)
    : JournalException($"{file} is damaged at byte {offset}, where record {sequence} was expected: {reason}")
{
    public string File { get; } = file;

    /// <summary>Byte in the file.</summary>
    public long Offset { get; } = offset;

    /// <summary>The one that was expected there.</summary>
    public long Sequence { get; } = sequence;

    public string Reason { get; } = reason;
}
