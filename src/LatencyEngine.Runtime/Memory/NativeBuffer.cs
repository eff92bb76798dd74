namespace LatencyEngine.Runtime.Memory;

/// <summary>
/// Zeroed memory outside the managed heap, aligned to pages and written once before use, so that its address never
/// changes and no access faults. Made and released by a cold thread; who may write into it is its user's business.
/// </summary>
/// <remarks>
/// Released by <see cref="Dispose"/> or, when nobody holds a reference any more, by the finalizer. Whoever keeps a
/// pointer
/// into the buffer must keep a reference to the buffer too.
/// </remarks>
public sealed unsafe class NativeBuffer : IDisposable
{
    /// <summary>
    /// Every buffer starts on such a boundary or a wider one: two lines, against the adjacent-line prefetcher.
    /// </summary>
    public const int MinimumAlignmentBytes = 128;

    private readonly NativePages _pages;
    private int _disposed;

    /// <param name="owner">Names the buffer in errors and in reports, for example "ring 'input'".</param>
    /// <param name="count">Number of elements, at least 1.</param>
    /// <param name="elementBytes">Bytes from one element to the next, at least 1.</param>
    /// <param name="options">What to ask for; what was got is in <see cref="Residency"/>.</param>
    /// <exception cref="MemoryRefusedException">The sizes overflow, or the memory is refused; names owner and
    /// sizes.</exception>
    public NativeBuffer(string owner, long count, int elementBytes, MemoryOptions options = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(elementBytes, 1);
        SizeInBytes = SizeOf(owner, count, elementBytes);
        _pages = NativePages.Allocate((nuint)SizeInBytes, options)
            ?? throw new MemoryRefusedException(
                $"{owner}: the operating system refused {SizeInBytes} bytes ({count} x {elementBytes}).");
        // Dropped buffers are found by the collector, which cannot see their size.
        GC.AddMemoryPressure(SizeInBytes);
        Pretouch();
        Residency = _pages.Lock(options);
    }

    ~NativeBuffer() => Release();

    public byte* Address => (byte*)_pages.Address;

    public long SizeInBytes { get; }

    public Residency Residency { get; }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    [ColdPath("buffers are made at start-up")]
    private static long SizeOf(string owner, long count, int elementBytes)
    {
        var size = (Int128)count * elementBytes;
        if (size > nint.MaxValue)
            throw new MemoryRefusedException($"{owner}: {count} x {elementBytes} bytes exceed the address space.");
        return (long)size;
    }

    /// <summary>
    /// Zeroes the whole buffer: fresh pages are zero already, but only a write makes the kernel back them.
    /// </summary>
    private void Pretouch() => NativePages.Zero(Address, SizeInBytes);

    private void Release()
    {
        // _pages is null when the constructor threw: the finalizer runs even then.
        if (_pages is null || Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _pages.Free();
        GC.RemoveMemoryPressure(SizeInBytes);
    }
}
