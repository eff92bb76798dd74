namespace LatencyEngine.Journal.Log.Opening;

/// <summary>
/// Checks the segments before the newest one, newest first, as far back as was asked for. What is older is checked by
/// whoever reads it, and by a verification. Cold.
/// </summary>
internal sealed class EarlierSegments(LogOptions options, SegmentImage image)
{
    /// <param name="begun">All segments with records.</param>
    /// <param name="checkedBytes">What was read of them already.</param>
    public void Check(IReadOnlyList<SegmentFile> begun, long checkedBytes)
    {
        for (var i = begun.Count - 2; i >= 0 && checkedBytes < options.CheckBytes; i--)
        {
            CheckOne(begun[i], begun[i + 1]);
            checkedBytes += begun[i].Bytes;
        }
    }

    public static DamagedLogException Incomplete(SegmentScan scan, SegmentFile segment, SegmentFile follower)
    {
        var first = follower.Begun.FirstSequence;
        var reason = scan.Tail.Kind == TailKind.Clean
            ? $"segment {follower.Index} begins with record {first}"
            : $"{scan.Tail.Reason}, and segment {follower.Index} was begun after it";
        return new DamagedLogException(segment.Path, scan.EndOffset, scan.NextSequence, reason);
    }

    private void CheckOne(SegmentFile segment, SegmentFile follower)
    {
        var scan = SegmentScan.Run(options.Files, image, segment);
        if (scan.Tail.Kind == TailKind.Clean && scan.NextSequence == follower.Begun.FirstSequence) return;
        throw Incomplete(scan, segment, follower);
    }
}
