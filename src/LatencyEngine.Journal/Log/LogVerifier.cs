using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Log.Opening;
using LatencyEngine.Journal.Log.Reading;
using LatencyEngine.Journal.Log.Writing;

namespace LatencyEngine.Journal.Log;

/// <summary>
/// Checks a whole log without an engine: headers, every record's checksum and sequence, and the hash chain. Reads only;
/// also while the log is written. Cold.
/// </summary>
/// <remarks>
/// A checksum finds accidents; whoever wants to deceive computes it anew, and the hashes after it as well. Only the
/// head hash that somebody else keeps shows that: see <see cref="LogSeal"/>.
/// </remarks>
public sealed class LogVerifier
{
    private readonly ILogFiles _files;
    private readonly string _folder;
    private readonly List<LogFault> _faults = [];
    private long _recordCount;
    private long _lastSequence;
    private int _unsealedCount;
    private string _previousHash = "";

    private LogVerifier(ILogFiles files, string folder)
    {
        _files = files;
        _folder = folder;
    }

    /// <param name="expectedHeadHash">Hexadecimal digits, as an auditor keeps them; <c>null</c> to compare with none.
    /// It may be that of any segment: the chain goes on after it.</param>
    /// <param name="files">The file layer; <c>null</c> for the real disk.</param>
    public static LogVerification Verify(string folder, string? expectedHeadHash = null, ILogFiles? files = null) =>
        new LogVerifier(files ?? DiskFiles.Instance, folder).Run(expectedHeadHash);

    private LogVerification Run(string? expectedHeadHash)
    {
        var all = SegmentList.ReadAll(_files, _folder);
        var segments = all.Reverse().SkipWhile(segment => segment is { IsBegun: false, Fault: null }).Reverse().ToList();
        var isExpectedFound = expectedHeadHash is null;
        using var image = new SegmentImage();
        for (var i = 0; i < segments.Count; i++)
        {
            CheckOne(image, segments, i);
            isExpectedFound |= _previousHash.Equals(expectedHeadHash, StringComparison.OrdinalIgnoreCase);
        }

        if (!isExpectedFound)
            Add(_folder, 0, _lastSequence, $"no segment has the hash that was expected, {expectedHeadHash}");
        return Result(segments);
    }

    private void CheckOne(SegmentImage image, List<SegmentFile> segments, int i)
    {
        var segment = segments[i];
        var previous = i == 0 ? null : segments[i - 1];
        if (SegmentOrder.FaultOf(segment, previous is { IsBegun: true } ? previous : null) is { } fault) Add(fault);
        if (segment.IsBegun) CheckAnchor(segment, previous);
        _previousHash = "";
        if (segment.IsBegun) CheckRecords(image, segment, i + 1 < segments.Count ? segments[i + 1] : null);
    }

    private void CheckAnchor(SegmentFile segment, SegmentFile? previous)
    {
        if (segment.Anchor is not { } anchor)
        {
            // The sealer goes in order: after the first missing anchor none may follow.
            if (segment.Fault is null) _unsealedCount++;
            return;
        }

        var offset = Format.SegmentLayout.AnchorOffset;
        var first = segment.Begun.FirstSequence;
        if (_unsealedCount > 0)
            Add(segment.Path, offset, first, "the segment is anchored, and one before it is not");
        if (segment.Index == 1 && anchor.PreviousHash != Format.SegmentAnchor.NoPrevious)
            Add(segment.Path, offset, first, "the first segment is anchored to something");
        if (previous is not null && _previousHash.Length > 0 && anchor.PreviousHash != _previousHash)
            Add(segment.Path, offset, first,
                $"the anchor says that segment {previous.Index} had the hash {anchor.PreviousHash}, and it has {_previousHash}");
    }

    private void CheckRecords(SegmentImage image, SegmentFile segment, SegmentFile? next)
    {
        try
        {
            var scan = ScanStable(image, segment);
            _recordCount += scan.NextSequence - segment.Begun.FirstSequence;
            _lastSequence = scan.NextSequence - 1;
            if (scan.Tail.Kind == TailKind.Damaged) Add((DamagedLogException)scan.Damage(segment));
            else if (next is { IsBegun: true } && IsIncomplete(scan, next))
                Add(EarlierSegments.Incomplete(scan, segment, next));
            else
                _previousHash = SegmentHash.Of(image, scan.EndOffset);
        }
        catch (DamagedLogException damage)
        {
            Add(damage);
        }
    }

    /// <summary>A segment that is written while it is read is read again.</summary>
    private SegmentScan ScanStable(SegmentImage image, SegmentFile segment)
    {
        for (var attempt = 1; ; attempt++)
        {
            var scan = SegmentScan.Run(_files, image, segment);
            if (scan.Tail.Kind != TailKind.Damaged || attempt == SegmentReader.AttemptsMax) return scan;
            Thread.Sleep(1);
        }
    }

    private static bool IsIncomplete(SegmentScan scan, SegmentFile next) =>
        scan.Tail.Kind != TailKind.Clean || scan.NextSequence != next.Begun.FirstSequence;

    private LogVerification Result(List<SegmentFile> segments)
    {
        var first = segments.FirstOrDefault(segment => segment.IsBegun);
        return new LogVerification
        {
            Faults = _faults,
            SegmentCount = segments.Count,
            RecordCount = _recordCount,
            FirstSequence = first?.Begun.FirstSequence ?? 0,
            LastSequence = _lastSequence,
            ChainStart = first?.Anchor?.PreviousHash ?? "",
            HeadHash = _previousHash,
            UnsealedCount = _unsealedCount,
        };
    }

    private void Add(DamagedLogException damage) => Add(damage.File, damage.Offset, damage.Sequence, damage.Reason);

    private void Add(string file, long offset, long sequence, string reason) =>
        _faults.Add(new LogFault(file, offset, sequence, reason));
}
