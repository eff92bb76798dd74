using System.Runtime.InteropServices;

namespace LatencyEngine.Runtime.Memory;

/// <summary>VirtualAlloc, VirtualFree and VirtualLock. Any thread; no state.</summary>
[ColdPath("buffers are made at start-up")]
internal static unsafe partial class WindowsMemory
{
    private const uint CommitReserve = 0x1000 | 0x2000;
    private const uint LargePages = 0x20000000;
    private const uint Release = 0x8000;
    private const uint ReadWrite = 0x04;

    /// <returns><c>null</c> when refused.</returns>
    public static void* Allocate(nuint sizeBytes) => VirtualAlloc(null, sizeBytes, CommitReserve, ReadWrite);

    /// <returns><c>null</c> when refused; the reason is the last P/Invoke error.</returns>
    public static void* AllocateLarge(nuint sizeBytes, out nuint roundedBytes)
    {
        var page = GetLargePageMinimum();
        roundedBytes = page == 0 ? 0 : checked(sizeBytes + page - 1) / page * page;
        return page == 0 ? null : VirtualAlloc(null, roundedBytes, CommitReserve | LargePages, ReadWrite);
    }

    public static void Free(void* address) => _ = VirtualFree(address, 0, Release);

    /// <returns>0, or the error number.</returns>
    public static int Lock(void* address, nuint sizeBytes) =>
        VirtualLock(address, sizeBytes) != 0 ? 0 : Marshal.GetLastPInvokeError();

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial void* VirtualAlloc(void* address, nuint sizeBytes, uint allocationType, uint protection);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int VirtualFree(void* address, nuint sizeBytes, uint freeType);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int VirtualLock(void* address, nuint sizeBytes);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nuint GetLargePageMinimum();
}
