using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.CommandLine;

/// <summary>Runs the Host that was built beside the tests, in a process of its own.</summary>
internal static class BuiltHost
{
    public static string Assembly => Path.Combine(AppContext.BaseDirectory, "LatencyEngine.Host.dll");

    public static ChildProcess Run(params string[] arguments) => ChildProcess.Run("dotnet", [Assembly, .. arguments]);
}
