using System.Runtime.InteropServices;
using LatencyEngine.Host.Doctor.Parsing;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>May the process keep its rings in memory? Tries it with one mebibyte.</summary>
public sealed class MemlockProbe : IProbe
{
    private const int TestBytes = 1 << 20;

    // Rings, books and buffers of a full engine.
    private const long EnoughBytes = 1L << 30;

    private const string Raise =
        "systemd: LimitMEMLOCK=infinity; docker: --ulimit memlock=-1; shell: ulimit -l unlimited";

    public string Id => "memlock";

    public string Subject => "locked memory";

    public Finding Examine(IHost host)
    {
        if (!OperatingSystem.IsLinux()) return Finding.Unknown("unknown on this system");
        var limit = ResourceLimits.Soft(host.Read("/proc/self/limits").OrEmpty, "Max locked memory");
        var error = TryLock();
        var finding = Judge(limit, error);
        finding.Facts["limitBytes"] = limit == ResourceLimits.Unlimited ? null : limit;
        finding.Facts["isUnlimited"] = limit == ResourceLimits.Unlimited;
        finding.Facts["testLockWorks"] = error is null;
        return finding;
    }

    private static Finding Judge(long? limit, string? error)
    {
        var allowance = limit switch
        {
            null => "limit unknown",
            ResourceLimits.Unlimited => "no limit",
            _ => $"limit {limit / 1024} KiB",
        };
        if (error is not null)
            return Finding.Warning($"Locking 1 MiB failed ({error}; {allowance}): rings may page out", Raise);
        return limit is null or >= EnoughBytes
            ? Finding.Ok($"Locking 1 MiB works, {allowance}")
            : Finding.Advice(
                $"Locking 1 MiB works, {allowance} for users without CAP_IPC_LOCK: large rings need more",
                Raise);
    }

    /// <summary>
    /// Locks and unlocks fresh memory. The answer is the system's complaint, or <c>null</c>.
    /// </summary>
    private static string? TryLock()
    {
        var memory = Marshal.AllocHGlobal(TestBytes);
        try
        {
            if (LockMemory(memory, TestBytes) != 0) return Marshal.GetLastPInvokeErrorMessage();
            _ = UnlockMemory(memory, TestBytes);
            return null;
        }
        finally
        {
            Marshal.FreeHGlobal(memory);
        }
    }

    [DllImport("libc", EntryPoint = "mlock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int LockMemory(nint address, nint sizeInBytes);

    [DllImport("libc", EntryPoint = "munlock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int UnlockMemory(nint address, nint sizeInBytes);
}
