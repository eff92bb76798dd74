namespace LatencyEngine.Host.Doctor.Parsing;

/// <summary>
/// Finds the folders that hold the limits of this process from <c>/proc/self/cgroup</c>. Pure.
/// </summary>
/// <remarks>
/// A limit of any ancestor binds as well, so each group comes with all of its ancestors. Inside of a
/// container the path may be the one outside, which is not visible; its own group is then the root of what is
/// mounted.
/// </remarks>
public static class CgroupFolders
{
    private const string Root = "/sys/fs/cgroup";

    // Where the two versions are mounted side by side, the second one is here and limits nothing.
    private const string HybridRoot = Root + "/unified";

    /// <summary>
    /// Folders in which <c>cpu.max</c> may stand, from the process's own group up to the root.
    /// </summary>
    public static IReadOnlyList<string> Version2(string selfCgroup)
    {
        foreach (var (controllers, path) in Entries(selfCgroup))
            if (controllers.Length == 0) return [.. Upwards(Root, path), .. Upwards(HybridRoot, path)];
        return [];
    }

    /// <summary>
    /// Folders in which <c>cpu.cfs_quota_us</c> may stand, from the process's own group up to the root.
    /// </summary>
    public static IReadOnlyList<string> Version1(string selfCgroup)
    {
        foreach (var (controllers, path) in Entries(selfCgroup))
            if (controllers.Split(',').Contains("cpu"))
            {
                string[] mounts = controllers == "cpu" ? ["cpu"] : [controllers, "cpu"];
                return [.. mounts.SelectMany(mount => Upwards($"{Root}/{mount}", path))];
            }
        return [];
    }

    // Lines are hierarchy:controllers:path; version 2 has hierarchy 0 and no controllers.
    private static IEnumerable<(string Controllers, string Path)> Entries(string selfCgroup)
    {
        foreach (var line in selfCgroup.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line.Split(':', 3) is [_, var controllers, var path]) yield return (controllers, path.Trim());
    }

    private static IEnumerable<string> Upwards(string mount, string path)
    {
        // A group outside of what is visible is written with dots: only the root is left of it.
        var isVisible = path.StartsWith('/') && !path.Contains("/..", StringComparison.Ordinal);
        var group = isVisible ? path.TrimEnd('/') : "";
        for (var rest = group; rest.Length > 0; rest = rest[..rest.LastIndexOf('/')])
            yield return mount + rest;
        yield return mount;
    }
}
