using System.Runtime.InteropServices;

namespace LatencyEngine.Runtime.Threads;

/// <summary>
/// Places the calling thread on Windows, within its processor group: cores 0 to 63. Thread.Name is the visible name.
/// </summary>
[ColdPath("threads are placed before the first event")]
internal sealed partial class WindowsThreadControl : IThreadControl
{
    private const int CoresPerGroup = 64;
    private const int PriorityBelowNormal = -1;
    private const int PriorityHighest = 2;
    private const int PriorityTimeCritical = 15;

    public string SetName(string roleName) => roleName;

    public Grant Pin(int core) =>
        (uint)core >= CoresPerGroup
            ? Grant.Refused($"core {core} is outside 0-{CoresPerGroup - 1}, the thread's processor group")
            : Allow(CoreSet.Of(core));

    public Grant Allow(CoreSet cores)
    {
        // The runtime must not move this managed thread to another thread of the system.
        Thread.BeginThreadAffinity();
        return SetThreadAffinityMask(GetCurrentThread(), (nuint)cores.Words[0]) != 0
            ? Grant.Given
            : Grant.Refused($"SetThreadAffinityMask({cores}): {Marshal.GetLastPInvokeErrorMessage()}");
    }

    public Grant SetPriority(RolePriority priority) => priority switch
    {
        RolePriority.Normal => Grant.NotAsked,
        RolePriority.High => SetLevel(PriorityHighest),
        RolePriority.Low => SetLevel(PriorityBelowNormal),
        _ => SetLevel(PriorityTimeCritical),
    };

    public CoreSet? Allowed() =>
        GetProcessAffinityMask(GetCurrentProcess(), out var process, out _) ? new CoreSet([process]) : null;

    private static Grant SetLevel(int level) =>
        SetThreadPriority(GetCurrentThread(), level)
            ? Grant.Given
            : Grant.Refused($"SetThreadPriority({level}): {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial nuint SetThreadAffinityMask(nint thread, nuint mask);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetThreadPriority(nint thread, int level);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetProcessAffinityMask(nint process, out nuint processMask, out nuint systemMask);

    [LibraryImport("kernel32")]
    private static partial nint GetCurrentThread();

    [LibraryImport("kernel32")]
    private static partial nint GetCurrentProcess();
}
