namespace LatencyEngine.Runtime.Threads;

/// <summary>Where a thread should run and how urgently. The default value asks for nothing.</summary>
/// <param name="Core">The one logical core to stay on; <c>null</c> lets the scheduler choose among the process's cores.</param>
/// <param name="Priority">What to ask the scheduler for.</param>
/// <param name="Required">When <c>true</c>, a refusal stops the start; otherwise it is only reported.</param>
public readonly record struct ThreadPlacement(
    int? Core = null, RolePriority Priority = RolePriority.Normal, bool Required = false)
{
    /// <summary>No wish: any of the process's cores, ordinary priority.</summary>
    public static ThreadPlacement Anywhere => default;

    public static ThreadPlacement OnCore(int core) => new(core);

    public override string ToString()
    {
        var where = Core is { } core ? $"core {core}" : "any core";
        var urgency = Priority == RolePriority.Normal ? "" : $", priority {Priority}";
        return where + urgency + (Required ? ", required" : "");
    }
}
