using LatencyEngine.Journal.Log.Opening;
using LatencyEngine.Journal.Log.Reading;

namespace LatencyEngine.Journal.Log.Writing;

/// <summary>
/// Removes the oldest segments when there is too much, or too old. Cold.
/// </summary>
/// <remarks>
/// Oldest first, and each removal survives a loss of power before the next begins: what is left is always one unbroken
/// row. Only what the next segment vouches for is removed: its hash stays there as the start of the chain.
/// </remarks>
internal sealed class Retention(LogOptions options)
{
    /// <param name="lastRemovable">No segment with a record above it is removed.</param>
    /// <returns>Segments removed.</returns>
    public int Run(long lastRemovable)
    {
        var begun = LiveSegments.Load(options.Files, options.Folder);
        var totalBytes = begun.Sum(segment => segment.Bytes);
        var removed = 0;
        while (removed < begun.Count - 1 && MayGo(begun[removed + 1], lastRemovable)
            && MustGo(begun[removed + 1], totalBytes))
        {
            options.Files.Delete(begun[removed].Path);
            options.Files.FlushFolder(options.Folder);
            totalBytes -= begun[removed].Bytes;
            removed++;
        }

        return removed;
    }

    private static bool MayGo(SegmentFile follower, long lastRemovable) =>
        follower.Begun.FirstSequence - 1 <= lastRemovable && follower.Anchor is not null;

    /// <summary>A segment is as old as the one that follows it, which was begun when it was complete.</summary>
    private bool MustGo(SegmentFile follower, long totalBytes)
    {
        if (options.RetainBytes > 0 && totalBytes > options.RetainBytes) return true;
        if (options.RetainAge <= TimeSpan.Zero) return false;
        var ageNanos = options.Clock.NanosSinceEpoch() - follower.Begun.CreatedNanos;
        return ageNanos > options.RetainAge.Ticks * TimeSpan.NanosecondsPerTick;
    }
}
