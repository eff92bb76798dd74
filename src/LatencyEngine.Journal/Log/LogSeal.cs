using LatencyEngine.Journal.Log.Opening;
using LatencyEngine.Journal.Log.Writing;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Log;

/// <summary>
/// The head of a journal's hash chain after a session has ended: what an auditor keeps, to be shown later that nothing
/// before it was changed.
/// </summary>
/// <param name="HeadHash">SHA-256 of the newest segment, and through its anchor of all before it.</param>
/// <param name="SegmentIndex">Of the newest segment.</param>
public sealed record LogSeal(string HeadHash, long SegmentIndex, ulong SessionId, long LastSequence)
{
    /// <summary>Anchors every segment in the next one and hashes the newest, which gets no more records.</summary>
    /// <exception cref="JournalException">The journal is in use, or its newest session has not ended.</exception>
    /// <exception cref="DamagedLogException">The log is damaged.</exception>
    public static LogSeal Make(LogOptions options)
    {
        options.Check();
        using var held = FolderLock.Take(options.Files, options.Folder);
        using var opening = new LogOpening(options);
        var opened = opening.Run();
        if (opened.LastSegment is not { } last) throw new JournalException($"there is no session in {options.Folder}");
        if (!opened.IsSessionEnded)
            throw new JournalException($"session {opened.LastSessionId} in {options.Folder} has not ended");
        foreach (var index in opened.Unsealed) SegmentSealer.Seal(options, index, endOffset: 0);
        using var file = options.Files.Open(last.Path, writable: false);
        return new LogSeal(
            SegmentHash.Of(file, opened.EndOffset), last.Index, last.Begun.SessionId, opened.LastSequence);
    }
}
