using System.Runtime.InteropServices;

namespace LatencyEngine.Runtime.Threads;

/// <summary>
/// Places the calling thread on Linux. Every call passes 0 for "the calling thread", which the kernel's scheduler
/// calls take per thread, not per process.
/// </summary>
[ColdPath("threads are placed before the first event")]
internal sealed partial class LinuxThreadControl : IThreadControl
{
    private const int CallingThread = 0;
    private const int PrSetName = 15;
    private const int PrioProcess = 0;
    private const int SchedOther = 0;
    private const int SchedFifo = 1;

    // Children start with ordinary priority: a helper thread born on a real-time thread must not starve the host.
    private const int SchedResetOnFork = 0x40000000;
    private const int HighNice = -10;
    private const int LowNice = 10;

    // The lowest real-time priority is above every ordinary thread and below the kernel's own real-time threads.
    private const int FifoPriority = 1;

    public string SetName(string roleName)
    {
        var name = OsThreadName.From(roleName);
        _ = Prctl(PrSetName, name, 0, 0, 0);
        return name;
    }

    public Grant Pin(int core) =>
        (uint)core >= CoreSet.MaxCores
            ? Grant.Refused($"core {core} is outside 0-{CoreSet.MaxCores - 1}")
            : Allow(CoreSet.Of(core));

    public Grant Allow(CoreSet cores) => Allow(CallingThread, cores);

    /// <summary>The same for another thread of this process, by its kernel id.</summary>
    public static Grant Allow(int threadId, CoreSet cores) =>
        SetAffinity(threadId, CoreSet.WordCount * sizeof(ulong), in MemoryMarshal.GetReference(cores.Words)) == 0
            ? Grant.Given
            : Grant.Refused($"sched_setaffinity({cores}): {Marshal.GetLastPInvokeErrorMessage()}");

    public Grant SetPriority(RolePriority priority) => priority switch
    {
        RolePriority.Normal => Grant.NotAsked,
        RolePriority.High => Renice(HighNice),
        RolePriority.Low => Renice(LowNice),
        _ => GoRealTime(),
    };

    public CoreSet? Allowed() => Allowed(CallingThread);

    public static CoreSet? Allowed(int threadId)
    {
        Span<ulong> words = stackalloc ulong[CoreSet.WordCount];
        words.Clear();
        var written = GetAffinity(threadId, CoreSet.WordCount * sizeof(ulong), ref MemoryMarshal.GetReference(words));
        return written >= 0 ? new CoreSet(words) : null;
    }

    private static Grant Renice(int nice)
    {
        var parameter = 0;
        _ = SetScheduler(CallingThread, SchedOther | SchedResetOnFork, in parameter);
        return SetNice(PrioProcess, CallingThread, nice) == 0
            ? Grant.Given
            : Grant.Refused($"setpriority(nice {nice}): {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static Grant GoRealTime()
    {
        var parameter = FifoPriority;
        return SetScheduler(CallingThread, SchedFifo | SchedResetOnFork, in parameter) == 0
            ? Grant.Given
            : Grant.Refused($"sched_setscheduler(SCHED_FIFO): {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int threadId, nint sizeInBytes, in ulong mask);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    private static partial int GetAffinity(int threadId, nint sizeInBytes, ref ulong mask);

    [LibraryImport("libc", EntryPoint = "sched_setscheduler", SetLastError = true)]
    private static partial int SetScheduler(int threadId, int policy, in int priority);

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetNice(int which, int threadId, int nice);

    [LibraryImport("libc", EntryPoint = "prctl", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Prctl(int option, string name, nuint arg3, nuint arg4, nuint arg5);
}
