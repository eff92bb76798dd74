namespace LatencyEngine.Tests.Runtime.Threads;

/// <summary>A fact about Linux, read back from <c>/proc</c>; skipped with the reason elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "reads /proc: Linux only";
}
