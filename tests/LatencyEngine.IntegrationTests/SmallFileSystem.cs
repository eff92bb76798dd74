using System.ComponentModel;
using System.Diagnostics;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests;

/// <summary>A real file system that is soon full, in memory, for one test.</summary>
internal sealed class SmallFileSystem : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallFileSystem(int mebibytes)
    {
        if (TryMount(_folder.Path, mebibytes)) return;
        _folder.Dispose();
        throw new InvalidOperationException("a small file system could be mounted before, and now it cannot");
    }

    /// <summary>Why there can be none here; <c>null</c> where there can.</summary>
    public static string? WhyNot { get; } = Try();

    public string Path => _folder.Path;

    public void Dispose()
    {
        Run("umount", Path);
        _folder.Dispose();
    }

    private static string? Try()
    {
        using var folder = new TemporaryFolder();
        if (!OperatingSystem.IsLinux() || !TryMount(folder.Path, 1))
            return "a small file system cannot be mounted here: Linux and root are needed";
        Run("umount", folder.Path);
        return null;
    }

    private static bool TryMount(string path, int mebibytes) =>
        Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", path);

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A fact about a full disk; skipped with the reason where none can be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallFileSystemFactAttribute : FactAttribute
{
    public SmallFileSystemFactAttribute() => Skip = SmallFileSystem.WhyNot;
}
