using System.Runtime.InteropServices;

namespace LatencyEngine.Multicast.Driver;

/// <summary>How late the system may wake the calling thread for the sake of fewer wake-ups.</summary>
internal static partial class TimerSlack
{
    private const int SetTimerSlack = 29;

    /// <summary>As little as the system can: naps of a microsecond otherwise take more than fifty. Linux only.</summary>
    public static void Minimize()
    {
        if (OperatingSystem.IsLinux()) _ = Control(SetTimerSlack, 1, 0, 0, 0);
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int option, nuint first, nuint second, nuint third, nuint fourth);
}
