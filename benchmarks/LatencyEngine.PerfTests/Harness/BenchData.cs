namespace LatencyEngine.PerfTests.Harness;

/// <summary>
/// Recorded data that stand beside the checkout and are never copied into it: in the folder that the environment variable
/// <c>LATENCYENGINE_DATA</c> names, or else in <c>../shared/data</c>.
/// </summary>
internal static class BenchData
{
    private const string Variable = "LATENCYENGINE_DATA";
    private const string RootMark = "LatencyEngine.sln";

    public static string Missing => $"not measured: set {Variable} to the folder of the recorded data";

    /// <summary>The file, or <c>null</c> where it is not there.</summary>
    public static string? Find(params ReadOnlySpan<string> parts)
    {
        if (Folder() is not { } folder) return null;
        var path = Path.Combine([folder, .. parts]);
        return File.Exists(path) ? path : null;
    }

    private static string? Folder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return named;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root != null && !File.Exists(Path.Combine(root.FullName, RootMark))) root = root.Parent;
        return root?.Parent is { } beside ? Path.Combine(beside.FullName, "shared", "data") : null;
    }
}
