using LatencyEngine.Domain.Events;

namespace LatencyEngine.Viewer.Projection;

/// <summary>What people should see, the newest. Written by the thread that applies messages; owns the lists.</summary>
public sealed class NoticeBoard(ViewerLimits limits)
{
    /// <summary><c>AlertRaised</c> and <c>RiskBreached</c>.</summary>
    public RecentList<EngineEvent> Alerts { get; } = new(limits.Alerts);

    /// <summary><c>OrderRejected</c> and <c>CommandRejected</c>.</summary>
    public RecentList<EngineEvent> Rejections { get; } = new(limits.Rejections);

    /// <summary><c>CommandAnswered</c>.</summary>
    public RecentList<EngineEvent> Answers { get; } = new(limits.Answers);

    internal void Clear()
    {
        Alerts.Clear();
        Rejections.Clear();
        Answers.Clear();
    }
}
