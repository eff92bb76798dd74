using LatencyEngine.Journal.Log.Files;

namespace LatencyEngine.Journal.Log.Writing;

/// <summary>The segment that is written. Owned by the writing thread.</summary>
internal sealed class ActiveSegment(long index, ILogFile file, uint seed, int position, int segmentBytes) : IDisposable
{
    public long Index { get; } = index;

    public ILogFile File { get; } = file;

    /// <summary>Of the checksums of its records.</summary>
    public uint Seed { get; } = seed;

    public int SegmentBytes { get; } = segmentBytes;

    /// <summary>Where the next write goes: behind everything that was written.</summary>
    public int Position { get; set; } = position;

    public int Room => SegmentBytes - Position;

    public void Dispose() => File.Dispose();
}
