using System.Security.Cryptography;
using LatencyEngine.Journal.Log.Format;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Journal.Log.Opening;

/// <summary>
/// Brings a folder to where a writer can go on: removes what was never begun, cuts what was interrupted, refuses what
/// is damaged. Doing it twice does nothing more. The caller holds the lock; cold.
/// </summary>
/// <remarks>
/// <b>Trust.</b> After a failed flush the operating system may show data that will never reach the disk. So when
/// records are to survive a loss of power, the newest segment, which alone can be in that state, is written again byte
/// for byte and flushed before anything is added, and all others are flushed.
/// </remarks>
internal sealed class LogOpening(LogOptions options) : IDisposable
{
    private readonly SegmentImage _last = new();
    private readonly SegmentImage _earlier = new();

    public OpenedLog Run()
    {
        options.Files.CreateFolder(options.Folder);
        var list = SegmentList.Load(options.Files, options.Folder);
        var spare = new SpareCheck(options, _earlier).Run(list);
        var begun = list.Begun.ToList();
        var scan = ScanLast(begun);
        var isRepeated = false;
        if (begun.Count > 0 && scan.IsEmpty)
        {
            // Begun, and then nothing: the record that was to follow is on nobody's account.
            spare = null;
            Remove(begun);
            scan = ScanLast(begun);
            isRepeated = true;
        }

        if (isRepeated && begun.Count > 0) CheckIsFull(scan, begun[^1], list.Begun[^1]);
        new EarlierSegments(options, _earlier).Check(begun, _last.Bytes.Length);
        var cut = new TailCut(options, _last).Run(begun, scan);
        return Result(begun, scan, spare, cut);
    }

    public void Dispose()
    {
        _last.Dispose();
        _earlier.Dispose();
    }

    private SegmentScan ScanLast(List<SegmentFile> begun)
    {
        if (begun.Count == 0) return default;
        var scan = SegmentScan.Run(options.Files, _last, begun[^1]);
        return scan.Tail.Kind == TailKind.Damaged ? throw scan.Damage(begun[^1]) : scan;
    }

    private void Remove(List<SegmentFile> begun)
    {
        options.Files.Delete(begun[^1].Path);
        options.Files.FlushFolder(options.Folder);
        begun.RemoveAt(begun.Count - 1);
    }

    /// <summary>A segment that another one followed was complete, even if the follower was empty.</summary>
    private static void CheckIsFull(SegmentScan scan, SegmentFile segment, SegmentFile follower)
    {
        if (scan.Tail.Kind == TailKind.Clean && scan.NextSequence == follower.Begun.FirstSequence) return;
        throw EarlierSegments.Incomplete(scan, segment, follower);
    }

    private OpenedLog Result(List<SegmentFile> begun, SegmentScan scan, SegmentFile? spare, Tail cut)
    {
        var last = begun.Count == 0 ? null : begun[^1];
        var recovery = new LogRecovery
        {
            LastSession = last is null ? null : Summary(begun, scan),
            LastSequence = last is null ? 0 : scan.NextSequence - 1,
            SegmentCount = begun.Count,
            CutBytes = cut.Kind == TailKind.Clean ? 0 : cut.UsedBytes - scan.EndOffset,
            CutReason = cut.Kind == TailKind.Clean
                ? null
                : $"{last!.Path} was cut at byte {scan.EndOffset}, where record {scan.NextSequence} would be: {cut.Reason}",
        };
        return new OpenedLog
        {
            JournalId = last?.Begun.JournalId ?? new Guid(RandomNumberGenerator.GetBytes(16)),
            LastSequence = recovery.LastSequence,
            LastSessionId = last?.Begun.SessionId ?? 0,
            LastSegment = last,
            EndOffset = scan.EndOffset,
            IsSessionEnded = last is null || scan.EndsSession,
            Head = last is null ? [] : HeadOf(last),
            Spare = spare,
            Unsealed = [.. begun.Skip(1).Where(segment => segment.Anchor is null).Select(segment => segment.Index - 1)],
            Recovery = recovery,
        };
    }

    private byte[] HeadOf(SegmentFile last) =>
        HeadCopy.TryRead(_last.Bytes[SegmentLayout.HeadCopyOffset..last.Begun.RecordsOffset], out var message)
            ? message.ToArray()
            : throw new InvalidOperationException("the copy of the head was checked before");

    private SessionSummary Summary(List<SegmentFile> begun, SegmentScan scan)
    {
        var header = begun[^1].Begun;
        var bytes = begun.Where(segment => segment.Begun.SessionId == header.SessionId).Sum(segment => segment.Bytes);
        return new SessionSummary(header.SessionId, header.SessionFirstSequence, scan.NextSequence - 1,
            SessionHeads.StartedNanosOf(HeadOf(begun[^1])), scan.EndsSession, bytes);
    }
}
