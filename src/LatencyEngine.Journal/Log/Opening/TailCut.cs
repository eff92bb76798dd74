namespace LatencyEngine.Journal.Log.Opening;

/// <summary>Removes the remains of an interrupted write from the newest segment, and makes what is kept certain.</summary>
internal sealed class TailCut(LogOptions options, SegmentImage image)
{
    private const int ChunkBytes = 1 << 20;

    /// <returns>What was cut; clean when nothing was.</returns>
    public Tail Run(IReadOnlyList<SegmentFile> begun, SegmentScan scan)
    {
        if (begun.Count == 0) return default;
        var last = begun[^1];
        // Zeros first reach the disk, then new records: old ones must not come back behind them.
        if (scan.Tail.Kind == TailKind.Torn) Put(last, scan.EndOffset, scan.Tail.UsedBytes, zeros: true);
        if (last.Bytes < last.Begun.SegmentBytes) Put(last, (int)last.Bytes, last.Begun.SegmentBytes, zeros: true);
        if (!options.Flushes) return scan.Tail;
        Put(last, 0, scan.EndOffset, zeros: false);
        foreach (var segment in begun.SkipLast(1)) Flush(segment);
        options.Files.FlushFolder(options.Folder);
        return scan.Tail;
    }

    private void Put(SegmentFile segment, int from, int to, bool zeros)
    {
        using var file = options.Files.Open(segment.Path, writable: true);
        var blank = zeros ? new byte[Math.Min(ChunkBytes, to - from)] : [];
        for (var at = from; at < to; at += ChunkBytes)
        {
            var count = Math.Min(ChunkBytes, to - at);
            file.Write(zeros ? blank.AsSpan(0, count) : image.Bytes.Slice(at, count), at);
        }

        file.FlushData();
    }

    private void Flush(SegmentFile segment)
    {
        using var file = options.Files.Open(segment.Path, writable: true);
        file.FlushData();
    }
}
