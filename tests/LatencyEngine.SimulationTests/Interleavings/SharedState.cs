namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>
/// Counts the changes of every shared location, so that a spinning thread sleeps until what it looked at has
/// changed. Owned by the thread that has the turn.
/// </summary>
internal sealed class SharedState
{
    // Steps that do not say what they touch may have touched anything.
    private static readonly Location _anything = new(typeof(SharedState), 0);

    private readonly Dictionary<Location, long> _versions = [];

    public void Clear() => _versions.Clear();

    /// <summary>
    /// Records the pending step of the thread as made; true when it may have changed something.
    /// </summary>
    public bool Apply(SimulatedThread thread)
    {
        var access = thread.Pending;
        if (access.Kind == AccessKind.Local) return false;
        var location = access.Kind == AccessKind.Unknown ? _anything : access.Location;
        if (access.Changes) _versions[location] = VersionOf(location) + 1;

        // A thread's own store is no news to it.
        if (access.Kind == AccessKind.Read) thread.Watched.TryAdd(location, VersionOf(location));
        else if (thread.Watched.TryGetValue(location, out var seen)) thread.Watched[location] = seen + 1;
        return access.Changes;
    }

    public void StartWatching(SimulatedThread thread) => thread.Watched[_anything] = VersionOf(_anything);

    public bool HasChangedFor(SimulatedThread thread)
    {
        foreach (var (location, version) in thread.Watched)
            if (VersionOf(location) != version) return true;
        return false;
    }

    private long VersionOf(Location location) => _versions.GetValueOrDefault(location);
}
