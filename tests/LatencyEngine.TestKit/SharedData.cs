namespace LatencyEngine.TestKit;

/// <summary>
/// The shared test data that stands beside the checkout and is never copied into it: the folder named by the
/// environment variable <c>LATENCYENGINE_DATA</c>, or else <c>../shared/data</c>.
/// </summary>
public static class SharedData
{
    public const string Variable = "LATENCYENGINE_DATA";

    public static string Folder { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
            ? folder
            : Path.GetFullPath(Repository.PathOf("..", "shared", "data"));

    public static bool Exists => Directory.Exists(Folder);

    /// <summary>Why a test that needs the data is skipped; <c>null</c> where the data is present.</summary>
    public static string? SkipReason =>
        Exists ? null : $"shared data not found: set {Variable} or put it at ../shared/data beside the checkout";

    public static string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);
}
