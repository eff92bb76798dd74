namespace LatencyEngine.Runtime.Threads;

/// <summary>Systems (macOS among them) that offer no pinning to a core: says so instead of pretending.</summary>
[ColdPath("threads are placed before the first event")]
internal sealed class UnknownThreadControl : IThreadControl
{
    public string SetName(string roleName) => roleName;

    public Grant Pin(int core) => Grant.NotAvailable("this operating system cannot pin a thread to a core");

    public Grant Allow(CoreSet cores) => Grant.NotAsked;

    public Grant SetPriority(RolePriority priority) =>
        priority == RolePriority.Normal
            ? Grant.NotAsked
            : Grant.NotAvailable("priorities are supported on Linux and Windows only");

    public CoreSet? Allowed() => null;
}
