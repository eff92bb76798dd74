namespace LatencyEngine.Runtime.Threads;

/// <summary>
/// Moves threads that nobody placed off the cores of those that were: pool threads, the tiered JIT's worker, threads
/// of
/// native libraries. Called from a cold thread, after warm-up and from time to time.
/// </summary>
/// <remarks>
/// Measured on .NET 10 and Linux: a managed thread does not keep the mask of the thread that starts it; the runtime
/// gives it the mask of the <b>main</b> thread. So pinning a role harms nobody, but once the main thread is pinned,
/// everything that starts later shares its one core with it. Threads of native libraries inherit as Linux does.
/// Elsewhere nothing is inherited and nothing is done.
/// </remarks>
[ColdPath("called from a cold thread")]
public static class HelperThreads
{
    /// <summary>More pinned threads than this is a mistake in the wiring.</summary>
    public const int MaxPinnedThreads = CoreSet.MaxCores;

    private const string TasksFolder = "/proc/self/task";
    private const int Free = 0;

    // Kernel ids of the threads that were pinned on purpose. Written by these threads, read by the caller of Release.
    private static readonly int[] PinnedIds = new int[MaxPinnedThreads];

    /// <summary>
    /// Gives every thread that was not pinned on purpose the process's cores back. Answers how many had fewer.
    /// </summary>
    public static int Release()
    {
        if (!OperatingSystem.IsLinux() || CurrentThread.ProcessCores is not { } cores) return 0;
        var released = 0;
        foreach (var folder in Directory.EnumerateDirectories(TasksFolder))
            if (CurrentThread.TryParseId(Path.GetFileName(folder), out var id) && IsConfinedHelper(id, cores)
                && LinuxThreadControl.Allow(id, cores).Status == GrantStatus.Granted)
                released++;
        return released;
    }

    /// <summary>Whether the thread of this kernel id is noted as pinned on purpose. Any thread.</summary>
    internal static bool IsPinned(int id) => id != Free && Array.IndexOf(PinnedIds, id) >= 0;

    /// <summary>The kernel ids of the threads noted as pinned. A copy; soon stale.</summary>
    internal static int[] PinnedNow() => Array.FindAll(PinnedIds, id => id != Free);

    /// <summary>Notes that the calling thread is pinned on purpose.</summary>
    internal static void RememberCurrent()
    {
        var id = CurrentThread.KernelId();
        if (id == CurrentThread.NoKernelId || Array.IndexOf(PinnedIds, id) >= 0) return;
        for (var i = 0; i < MaxPinnedThreads; i++)
            if (Interlocked.CompareExchange(ref PinnedIds[i], id, Free) == Free) return;
        throw new InvalidOperationException($"More than {MaxPinnedThreads} threads are pinned.");
    }

    internal static void ForgetCurrent()
    {
        var id = CurrentThread.KernelId();
        if (id == CurrentThread.NoKernelId) return;
        var i = Array.IndexOf(PinnedIds, id);
        if (i >= 0) Volatile.Write(ref PinnedIds[i], Free);
    }

    // A thread may end between listing and asking: then it has no mask and is none of ours.
    private static bool IsConfinedHelper(int id, CoreSet cores) =>
        Array.IndexOf(PinnedIds, id) < 0
        && LinuxThreadControl.Allowed(id) is { } mask
        && !mask.Equals(cores);
}
