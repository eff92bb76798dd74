using System.ComponentModel;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.Multicast;

/// <summary>A theory that needs network namespaces, and says so where they cannot be had.</summary>
public sealed class NamespaceTheoryAttribute : TheoryAttribute
{
    private static readonly string? Missing = FindMissing();

    public NamespaceTheoryAttribute() => Skip = Missing!;

    private static string? FindMissing()
    {
        const string probe = "le-probe";
        try
        {
            if (ChildProcess.Run("ip", ["netns", "add", probe]) is { ExitCode: not 0 } refused)
                return $"Network namespaces cannot be made here: {refused.Error.Trim()}";
            ChildProcess.Run("ip", ["netns", "delete", probe]);
            return null;
        }
        catch (Win32Exception missing)
        {
            return $"Network namespaces need ip(8) of iproute2: {missing.Message}";
        }
    }
}
