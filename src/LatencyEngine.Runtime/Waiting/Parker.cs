using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Waiting;

/// <summary>
/// Puts threads to sleep until an epoch moves: a futex on Linux, WaitOnAddress on Windows, a monitor elsewhere. Any
/// number
/// of threads sleep and wake; owns the epoch. Used through <see cref="Doorbell"/>.
/// </summary>
/// <remarks>
/// <para><b>Invariant.</b> A thread that read the epoch before it decided to sleep never sleeps through a later
/// <see cref="WakeAll"/>: either the operating system sees that the epoch has moved and returns at once, or the
/// thread is
/// already in the queue that the wake-up empties.</para>
/// <para><b>Limits.</b> The epoch is 32 bits (what a futex compares) and wraps; a sleeper would miss a wake-up only
/// if exactly
/// 2^32 of them came between its two looks.</para>
/// </remarks>
internal sealed unsafe class Parker
{
    private const int PadInts = 32;

    // The operating system needs an address that never changes: the pinned heap. Padded, since sleepers and wakers
    // write it.
    private readonly int[] _memory = GC.AllocateArray<int>((2 * PadInts) + 1, pinned: true);
    private readonly int* _epoch;
    private readonly PortableSleep? _portable;

    public Parker()
    {
        _epoch = (int*)Unsafe.AsPointer(ref _memory[PadInts]);
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows()) _portable = new PortableSleep();
    }

    public int Epoch
    {
        get
        {
            Interleaving.Step();
            return Volatile.Read(ref *_epoch);
        }
    }

    /// <summary>
    /// Sleeps while the epoch equals <paramref name="epoch"/>, at most <paramref name="nanos"/>. May return early.
    /// </summary>
    /// <returns><c>false</c> when the time ran out.</returns>
    public bool Sleep(int epoch, long nanos)
    {
#if INTERLEAVING
        if (Interleaving.Scheduler is { } scheduler)
        {
            scheduler.BlockUntil(() => *_epoch != epoch);
            return true;
        }
#endif
        if (OperatingSystem.IsLinux()) return LinuxFutex.Wait(_epoch, epoch, nanos);
        if (OperatingSystem.IsWindows()) return WindowsAddressWait.Wait(_epoch, epoch, nanos);
        return _portable!.Wait(_epoch, epoch, nanos);
    }

    public void WakeAll()
    {
        Interleaving.Step();
        Interlocked.Increment(ref *_epoch);
        if (OperatingSystem.IsLinux()) LinuxFutex.WakeAll(_epoch);
        else if (OperatingSystem.IsWindows()) WindowsAddressWait.WakeAll(_epoch);
        else _portable!.WakeAll();
    }
}
