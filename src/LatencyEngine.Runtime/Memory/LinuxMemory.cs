using System.Runtime.InteropServices;

namespace LatencyEngine.Runtime.Memory;

/// <summary>mmap(2), munmap(2), madvise(2) and mlock(2). Any thread; no state.</summary>
[ColdPath("buffers are made at start-up")]
internal static unsafe partial class LinuxMemory
{
    private const int ProtectReadWrite = 0x1 | 0x2;
    private const int MapPrivateAnonymous = 0x02 | 0x20;
    private const int MapHugePages = 0x40000;

    // The logarithm of the page size, from bit 26 on. Otherwise the host's default decides, which may be 1 GiB:
    // then the sizes that this room rounds to do not fit.
    private const int MapHugePagesOf2MiB = 21 << 26;
    private const int AdviceHugePage = 14;

    /// <returns><c>null</c> when refused.</returns>
    public static void* Map(nuint sizeBytes, bool hugePages)
    {
        var flags = MapPrivateAnonymous | (hugePages ? MapHugePages | MapHugePagesOf2MiB : 0);
        var address = MMap(null, sizeBytes, ProtectReadWrite, flags, fileDescriptor: -1, offset: 0);
        return address == (void*)-1 ? null : address;
    }

    public static void Unmap(void* address, nuint sizeBytes) => _ = MUnmap(address, sizeBytes);

    /// <returns>0, or the error number.</returns>
    public static int AdviseHugePages(void* address, nuint sizeBytes) =>
        MAdvise(address, sizeBytes, AdviceHugePage) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <returns>0, or the error number.</returns>
    public static int Lock(void* address, nuint sizeBytes) =>
        MLock(address, sizeBytes) == 0 ? 0 : Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void* MMap(
        void* address, nuint sizeBytes, int protection, int flags, int fileDescriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MUnmap(void* address, nuint sizeBytes);

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MAdvise(void* address, nuint sizeBytes, int advice);

    [LibraryImport("libc", EntryPoint = "mlock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MLock(void* address, nuint sizeBytes);
}
