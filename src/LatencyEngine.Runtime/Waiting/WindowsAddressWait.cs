using System.Runtime.InteropServices;

namespace LatencyEngine.Runtime.Waiting;

/// <summary>WaitOnAddress and WakeByAddressAll. Any thread; no state.</summary>
internal static unsafe partial class WindowsAddressWait
{
    private const uint Infinite = 0xFFFF_FFFF;
    private const int TimedOut = 1460;
    private const long NanosPerMilli = 1_000_000;

    /// <summary>
    /// Sleeps while the word equals <paramref name="expected"/>; the timer counts whole milliseconds, rounded up.
    /// </summary>
    /// <returns><c>false</c> when the time ran out.</returns>
    public static bool Wait(int* word, int expected, long nanos)
    {
        var millis = nanos == Parking.Forever
            ? Infinite
            : (uint)Math.Min((nanos / NanosPerMilli) + 1, Infinite - 1);
        return WaitOnAddress(word, &expected, sizeof(int), millis) != 0 || Marshal.GetLastPInvokeError() != TimedOut;
    }

    public static void WakeAll(int* word) => WakeByAddressAll(word);

    [LibraryImport("api-ms-win-core-synch-l1-2-0.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int WaitOnAddress(void* address, void* compare, nuint sizeBytes, uint millis);

    [LibraryImport("api-ms-win-core-synch-l1-2-0.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial void WakeByAddressAll(void* address);
}
