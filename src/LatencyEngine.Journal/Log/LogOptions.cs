using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Runtime.Clocks;

namespace LatencyEngine.Journal.Log;

/// <summary>Where and how a log is written. Immutable.</summary>
public sealed record LogOptions
{
    public const int SegmentBytesMin = 8 * 1024;
    public const int SegmentBytesMax = 1 << 30;

    /// <summary>The journal's own folder; made when it is not there.</summary>
    public required string Folder { get; init; }

    public Durability Durability { get; init; } = Durability.ProcessCrash;

    /// <summary>Of each new segment, headers included; a multiple of 4096.</summary>
    public int SegmentBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The oldest segments go when all together are larger; 0 for no limit.</summary>
    public long RetainBytes { get; init; }

    /// <summary>Segments go when their last record is older; zero for no limit.</summary>
    public TimeSpan RetainAge { get; init; }

    /// <summary>How much of the newest log is read and checked record by record when it is opened, at least.</summary>
    public long CheckBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>How long to wait before asking a full disk again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Ends the wait for room on a full disk: the waiting call throws.</summary>
    public CancellationToken Stopping { get; init; }

    public ILogFiles Files { get; init; } = DiskFiles.Instance;

    /// <summary>Stamps the segments, for retention by age.</summary>
    public IClock Clock { get; init; } = default(SystemClock);

    /// <summary>Prepares and seals on the writing thread, so that a simulation goes the same way every time.</summary>
    internal bool RunsOnOneThread { get; init; }

    internal bool Flushes => Durability == Durability.PowerLoss;

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrEmpty(Folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(SegmentBytes, SegmentBytesMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SegmentBytes, SegmentBytesMax);
        ArgumentOutOfRangeException.ThrowIfNotEqual(SegmentBytes % 4096, 0, nameof(SegmentBytes));
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("the log is little-endian");
    }
}
