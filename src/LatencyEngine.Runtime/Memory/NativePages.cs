using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatencyEngine.Runtime.Memory;

/// <summary>
/// Whole pages from the operating system: mmap on Linux, VirtualAlloc on Windows, the aligned heap elsewhere. Called
/// by the
/// cold thread that makes a buffer; owns the address.
/// </summary>
[ColdPath("buffers are made at start-up")]
internal sealed unsafe class NativePages
{
    private const nuint HugePageBytes = 2 * 1024 * 1024;
    private const nuint SmallPageBytes = 4096;

    private readonly nuint _mappedBytes;
    private readonly HugePageBacking _hugePages;
    private readonly string _refusals;

    private NativePages(void* address, nuint mappedBytes, HugePageBacking hugePages, string refusals)
    {
        Address = address;
        _mappedBytes = mappedBytes;
        _hugePages = hugePages;
        _refusals = refusals;
    }

    public void* Address { get; }

    /// <returns><c>null</c> when the operating system refuses the memory.</returns>
    public static NativePages? Allocate(nuint sizeBytes, MemoryOptions options)
    {
        if (OperatingSystem.IsLinux()) return AllocateOnLinux(sizeBytes, options);
        if (OperatingSystem.IsWindows()) return AllocateOnWindows(sizeBytes, options);
        return AllocateOnHeap(sizeBytes, options);
    }

    public static void Zero(byte* address, long sizeBytes)
    {
        const int ChunkBytes = 1 << 30;
        for (long offset = 0; offset < sizeBytes; offset += ChunkBytes)
            Unsafe.InitBlockUnaligned(address + offset, 0, (uint)Math.Min(ChunkBytes, sizeBytes - offset));
    }

    /// <summary>
    /// Locks the pages if asked, and says what the buffer has in the end. To be called once, after the first write.
    /// </summary>
    public Residency Lock(MemoryOptions options)
    {
        var refusal = options.Lock ? TryLock() : "";
        return new Residency(
            Locked: options.Lock && refusal.Length == 0,
            _hugePages,
            Pretouched: true,
            $"{_refusals} {refusal}".Trim());
    }

    public void Free()
    {
        if (OperatingSystem.IsLinux()) LinuxMemory.Unmap(Address, _mappedBytes);
        else if (OperatingSystem.IsWindows()) WindowsMemory.Free(Address);
        else NativeMemory.AlignedFree(Address);
    }

    private static NativePages? AllocateOnLinux(nuint sizeBytes, MemoryOptions options)
    {
        var rounded = RoundUp(sizeBytes, options.HugePages ? HugePageBytes : SmallPageBytes);
        var address = LinuxMemory.Map(rounded, options.HugePages);
        if (address is null) return options.HugePages ? AdvisedOnLinux(rounded) : null;
        var backing = options.HugePages ? HugePageBacking.Reserved : HugePageBacking.None;
        return new NativePages(address, rounded, backing, "");
    }

    /// <summary>
    /// A huge page needs a start on a huge boundary, which mmap does not promise: map one page more, and trim.
    /// </summary>
    private static NativePages? AdvisedOnLinux(nuint sizeBytes)
    {
        var address = (byte*)LinuxMemory.Map(sizeBytes + HugePageBytes, hugePages: false);
        if (address is null) return null;
        var start = (byte*)RoundUp((nuint)address, HugePageBytes);
        var before = (nuint)(start - address);
        if (before > 0) LinuxMemory.Unmap(address, before);
        if (before < HugePageBytes) LinuxMemory.Unmap(start + sizeBytes, HugePageBytes - before);
        var refusal = Advise(start, sizeBytes);
        var backing = refusal is null ? HugePageBacking.Advised : HugePageBacking.None;
        return new NativePages(start, sizeBytes, backing, $"No reserved huge pages (vm.nr_hugepages). {refusal}".Trim());
    }

    /// <returns>Why it is of no use, or <c>null</c>.</returns>
    private static string? Advise(byte* start, nuint sizeBytes)
    {
        var error = LinuxMemory.AdviseHugePages(start, sizeBytes);
        return error == 0 ? TransparentHugePages.Refusal() : $"madvise failed with error {error}.";
    }

    private static NativePages? AllocateOnWindows(nuint sizeBytes, MemoryOptions options)
    {
        var refusal = "";
        if (options.HugePages)
        {
            var large = WindowsMemory.AllocateLarge(sizeBytes, out var largeBytes);
            if (large is not null) return new NativePages(large, largeBytes, HugePageBacking.Reserved, "");
            refusal = $"Large pages refused with error {Marshal.GetLastPInvokeError()} (SeLockMemoryPrivilege).";
        }

        var address = WindowsMemory.Allocate(sizeBytes);
        return address is null ? null : new NativePages(address, sizeBytes, HugePageBacking.None, refusal);
    }

    private static NativePages AllocateOnHeap(nuint sizeBytes, MemoryOptions options) => new(
        NativeMemory.AlignedAlloc(sizeBytes, SmallPageBytes),
        sizeBytes,
        HugePageBacking.None,
        options.HugePages ? "Huge pages are supported on Linux and Windows only." : "");

    private string TryLock()
    {
        if (OperatingSystem.IsLinux())
            return LinuxMemory.Lock(Address, _mappedBytes) is var error && error != 0
                ? $"mlock of {_mappedBytes} bytes failed with error {error} (ulimit -l)."
                : "";
        if (OperatingSystem.IsWindows())
            return WindowsMemory.Lock(Address, _mappedBytes) is var error && error != 0
                ? $"VirtualLock of {_mappedBytes} bytes failed with error {error} (working set size)."
                : "";
        return "Locking memory is supported on Linux and Windows only.";
    }

    private static nuint RoundUp(nuint value, nuint multiple) => checked(value + multiple - 1) / multiple * multiple;
}
