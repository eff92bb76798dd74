using System.Runtime.InteropServices;
using LatencyEngine.PerfTests.Trading;

namespace LatencyEngine.PerfTests.Matching;

/// <summary>
/// Processor time of the calling thread: what others do to the machine meanwhile is not in it. Where the system does not tell it
/// finely enough, the monotonic clock.
/// </summary>
internal static partial class ThreadTime
{
    private const int ThreadCpuTimeId = 3;

    public static bool IsProcessorTime { get; } = OperatingSystem.IsLinux();

    public static long NowNanos()
    {
        if (!IsProcessorTime) return Clock.NowNanos();
        var time = default(TimeSpec);
        if (GetTime(ThreadCpuTimeId, ref time) != 0)
            throw new InvalidOperationException($"clock_gettime: {Marshal.GetLastPInvokeErrorMessage()}");
        return (time.Seconds * 1_000_000_000) + time.Nanos;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int GetTime(int clock, ref TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanos;
    }
}
