using System.Runtime.InteropServices;

namespace LatencyEngine.Runtime.Threads;

/// <summary>
/// Gives up the core for a stated time. On Linux to some 60 µs (the kernel's timer slack and the wake-up); elsewhere
/// in whole milliseconds, as Thread.Sleep. Any thread; no state.
/// </summary>
internal static partial class Nap
{
    private const long NanosPerSecond = 1_000_000_000;
    private const long NanosPerMilli = 1_000_000;

    public static void For(long nanos)
    {
        if (OperatingSystem.IsLinux()) NapOnLinux(nanos);
        else SleepMillis((int)Math.Min(int.MaxValue, (nanos + NanosPerMilli - 1) / NanosPerMilli));
    }

    // A signal may end the nap early: an idle thread then looks for work early, which does no harm.
    private static void NapOnLinux(long nanos)
    {
        var duration = new TimeSpec { Seconds = (nint)(nanos / NanosPerSecond), Nanos = (nint)(nanos % NanosPerSecond) };
        _ = NanoSleep(in duration, 0);
    }

#pragma warning disable RS0030 // A nap is what the idle strategy asked for.
    private static void SleepMillis(int millis) => Thread.Sleep(millis);
#pragma warning restore RS0030

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int NanoSleep(in TimeSpec duration, nint remaining);

    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanos;
    }
}
