using System.Reflection;

namespace LatencyEngine.Host.Engine;

/// <summary>Which build this is, for the head of a session. Pure.</summary>
internal static class CodeVersion
{
    /// <summary>Version and commit, as the build knows them.</summary>
    public static string Text { get; } =
        typeof(CodeVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
