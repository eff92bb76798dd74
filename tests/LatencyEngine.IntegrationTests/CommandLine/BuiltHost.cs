using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.CommandLine;

/// <summary>Runs the Host that was built beside the tests, in a process of its own.</summary>
internal static class BuiltHost
{
    public static string Assembly => Path.Combine(AppContext.BaseDirectory, "LatencyEngine.Host.dll");

    /// <summary>
    /// What children are told that are to leave no journal in the folder of the tests, and are not to be heard by others.
    /// </summary>
    public static IReadOnlyDictionary<string, string?> Alone { get; } =
        new Dictionary<string, string?>
        {
            ["LATENCYENGINE__journal__durability"] = "off", ["LATENCYENGINE__multicast__use"] = "off",
        };

    public static ChildProcess Run(params string[] arguments) =>
        ChildProcess.Run("dotnet", [Assembly, .. arguments], environment: Alone);
}
