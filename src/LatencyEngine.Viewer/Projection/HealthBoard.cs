using LatencyEngine.Domain;

namespace LatencyEngine.Viewer.Projection;

/// <summary>How the engine and its feeds are. Written by the thread that applies messages; owns the rows.</summary>
public sealed class HealthBoard(ViewerLimits limits)
{
    /// <summary>As it was told last; of session 0 before.</summary>
    public EngineHealth Engine { get; private set; }

    /// <summary>How the session ended; of no inputs before.</summary>
    public SessionEnded Ended { get; private set; }

    public bool IsEnded => Ended.Inputs > 0;

    /// <summary>One for each point of the pipeline.</summary>
    public ViewTable<StageLatency> Stages { get; } = new(limits.Stages);

    public ViewTable<FeedStatus> Feeds { get; } = new(limits.Feeds);

    /// <summary>Grows with every change of health or end; stages and feeds have their own.</summary>
    public long Version { get; private set; }

    internal void Apply(in EngineHealth health)
    {
        Engine = health;
        Version++;
    }

    internal void Apply(in SessionEnded ended)
    {
        Ended = ended;
        Version++;
    }

    internal void Apply(in StageLatency stage) => Stages.Set(KeyOf(stage.Stage), in stage);

    internal void Apply(in FeedStatus feed) => Feeds.Set(feed.FeedId, in feed);

    internal void Clear()
    {
        Engine = default;
        Ended = default;
        Version++;
        Stages.Clear();
        Feeds.Clear();
    }

    private static long KeyOf(ReadOnlySpan<byte> name)
    {
        ulong hash = 14695981039346656037;
        foreach (var character in name) hash = (hash ^ character) * 1099511628211;
        return (long)(hash >> 1);
    }
}
