using System.Runtime.InteropServices;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Tests.Runtime.Threads;

public sealed partial class HelperThreadsTests
{
    [LinuxFact]
    public void A_confined_helper_is_released_and_a_thread_pinned_on_purpose_is_not()
    {
        var core = RoleThreadTests.LastCore();
        var (helperBefore, helperAfter, pinnedAfter) = ("", "", "");
        var (confined, released) = (false, 0);
        RoleThreadTests.RunAndJoin("pinned", ThreadPlacement.OnCore(core), () =>
        {
            using var mayEnd = new ManualResetEventSlim();
            using var born = new ManualResetEventSlim();
            var helperId = 0;
            var helper = new Thread(() =>
            {
                helperId = CurrentThread.KernelId();
                born.Set();
                mayEnd.Wait();
            });
            helper.Start();
            born.Wait();
            confined = Confine(helperId, core);
            helperBefore = KernelView.StatusOf(helperId, "Cpus_allowed_list");
            released = HelperThreads.Release();
            helperAfter = KernelView.StatusOf(helperId, "Cpus_allowed_list");
            pinnedAfter = KernelView.StatusOfCurrent("Cpus_allowed_list");
            mayEnd.Set();
            helper.Join();
        });
        Assert.True(confined);
        Assert.Equal($"{core}", helperBefore);
        Assert.Equal($"{CurrentThread.ProcessCores}", helperAfter);
        Assert.Equal($"{core}", pinnedAfter);
        Assert.True(released >= 1 || CurrentThread.ProcessCores!.Count == 1);
    }

    // Where the host grants real time, the roles run and end; both ways none is remembered longer than it lives.
    [LinuxFact]
    public void A_role_that_was_refused_after_it_was_pinned_is_forgotten()
    {
        var placement = new ThreadPlacement(RoleThreadTests.LastCore(), RolePriority.RealTime, Required: true);
        for (var i = 0; i < 32; i++)
            _ = Record.Exception(() => RoleThreadTests.RunAndJoin("demanding", placement, () => { }));
        foreach (var id in HelperThreads.PinnedNow())
            Assert.True(Directory.Exists($"/proc/self/task/{id}") || !HelperThreads.IsPinned(id), $"{id} is dead.");
    }

    [LinuxFact]
    public void The_id_of_a_thread_is_the_one_of_the_kernel() =>
        Assert.Equal(KernelView.StatusOfCurrent("Pid"), $"{CurrentThread.KernelId()}");

    // Stands for what a native library does: a thread whose mask nobody chose.
    private static bool Confine(int threadId, int core)
    {
        var mask = new ulong[CoreSet.MaxCores / 64];
        mask[core / 64] = 1UL << (core % 64);
        return SetAffinity(threadId, mask.Length * sizeof(ulong), mask) == 0;
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int threadId, nint sizeInBytes, [In] ulong[] mask);
}
