using System.Runtime.InteropServices;

namespace LatencyEngine.Runtime.Waiting;

/// <summary>futex(2), private to the process. Any thread; no state.</summary>
internal static unsafe partial class LinuxFutex
{
    private const int WaitPrivate = 0 | 128;
    private const int WakePrivate = 1 | 128;
    private const int TimedOut = 110;
    private const long NanosPerSecond = 1_000_000_000;

    // The one system call that has another number on the two architectures which .NET supports on 64-bit Linux
    // servers;
    // riscv64 and loongarch64 share the number of arm64 (the generic table).
    private static readonly nint FutexCall =
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 202 : 98;

    /// <summary>
    /// Sleeps while the word equals <paramref name="expected"/>. Returns early on signals: callers look again.
    /// </summary>
    /// <returns><c>false</c> when the time ran out.</returns>
    public static bool Wait(int* word, int expected, long nanos)
    {
        if (nanos == Parking.Forever)
        {
            _ = Futex(FutexCall, word, WaitPrivate, expected, null, null, 0);
            return true;
        }

        var timeout = new Timespec { Seconds = (nint)(nanos / NanosPerSecond), Nanos = (nint)(nanos % NanosPerSecond) };
        return Futex(FutexCall, word, WaitPrivate, expected, &timeout, null, 0) == 0
            || Marshal.GetLastPInvokeError() != TimedOut;
    }

    public static void WakeAll(int* word) => _ = Futex(FutexCall, word, WakePrivate, int.MaxValue, null, null, 0);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Futex(
        nint call, int* word, nint operation, nint value, Timespec* timeout, int* word2, nint value3);

    private struct Timespec
    {
        public nint Seconds;
        public nint Nanos;
    }
}
