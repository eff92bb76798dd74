namespace LatencyEngine.TestKit;

/// <summary>Finds the checkout that the running tests were built from. Cold; owns no state.</summary>
public static class Repository
{
    private const string Marker = "LatencyEngine.sln";

    /// <summary>Absolute path of the folder that holds the solution file.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static IEnumerable<string> ProjectFiles(string folder) =>
        Directory.EnumerateFiles(PathOf(folder), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, Marker))) return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above '{start}' holds {Marker}; test a checkout.");
    }
}
