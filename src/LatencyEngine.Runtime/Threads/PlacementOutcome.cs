namespace LatencyEngine.Runtime.Threads;

/// <summary>What a thread asked for and what it got, for start-up reports. Immutable.</summary>
/// <param name="RoleName">The role, in full.</param>
/// <param name="OsName">The name that tools of the operating system show; shorter on Linux.</param>
/// <param name="Asked">The wish.</param>
/// <param name="Core">The answer about the core.</param>
/// <param name="Priority">The answer about the priority.</param>
[ColdPath("reported once per thread, at start")]
public sealed record PlacementOutcome(string RoleName, string OsName, ThreadPlacement Asked, Grant Core, Grant Priority)
{
    /// <summary>Whether the thread got all that it asked for.</summary>
    public bool IsAsAsked => !Core.IsDenied && !Priority.IsDenied;

    public override string ToString() =>
        $"{RoleName}: asked {Asked}; core {Core}; priority {Priority}";
}
