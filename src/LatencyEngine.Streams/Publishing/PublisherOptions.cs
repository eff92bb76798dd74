using LatencyEngine.Domain;
using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Trading;

namespace LatencyEngine.Streams.Publishing;

/// <summary>Adds what only the host knows to what is told of the engine's health. The publisher's thread.</summary>
public delegate void HealthFiller(ref EngineHealth health);

/// <summary>A point of the pipeline of which latencies are told.</summary>
/// <param name="Name">Up to 32 ASCII characters.</param>
/// <param name="Recorder">Recorded into by the thread of that point, collected by the publisher alone.</param>
public sealed record LatencyStage(string Name, LatencyRecorder Recorder);

/// <summary>How an engine publishes. Cold, immutable.</summary>
public sealed record PublisherOptions
{
    private const long NanosPerMilli = 1_000_000;

    public Capacities Capacities { get; init; } = new();

    public ulong SessionId { get; init; }

    /// <summary>Of the first input that the publisher will see.</summary>
    public long FirstInputSequence { get; init; }

    /// <summary>The market is made up.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>An instrument is told at most once in this time on the conflated stream.</summary>
    public long ConflationNanos { get; init; } = 100 * NanosPerMilli;

    /// <summary>From the beginning of a snapshot to that of the next, while somebody needs them.</summary>
    public long SnapshotNanos { get; init; } = 500 * NanosPerMilli;

    public long HealthNanos { get; init; } = 250 * NanosPerMilli;

    /// <summary>Levels of each side of a book that are told.</summary>
    public int DepthLevels { get; init; } = 10;

    public HealthFiller? FillHealth { get; init; }

    public IReadOnlyList<LatencyStage> Stages { get; init; } = [];
}
