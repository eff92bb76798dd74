using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Waiting;

/// <summary>
/// Lets threads sleep until something is published, at no cost to the publisher while nobody sleeps: it then pays one
/// load of
/// a line that nobody writes. Belongs to one published place (a cursor, a handler's sequence); any thread may wait,
/// any may ring.
/// </summary>
/// <remarks>
/// <para><b>Ordering.</b> The publisher stores what it publishes and then loads the flag; the sleeper stores the flag
/// and then
/// loads what is published. If both loads may run ahead of the stores, each misses the other and the sleeper sleeps
/// for ever.
/// The usual remedy is a full fence on both sides, which would cost the publisher more than the publication itself.
/// Here only
/// the sleeper pays: <see cref="Arm"/> ends with a barrier on every running thread of the process (membarrier, or
/// FlushProcessWriteBuffers). Call the moment at which it interrupts the publisher M. A store that the publisher
/// issued before M
/// is visible to the sleeper when the barrier returns, so its second look finds it. A publisher that stores after M
/// loads the
/// flag after M too, and the flag was set before M: it rings. This holds on every architecture; the publisher only
/// needs its
/// two accesses in program order for the compiler, which <see cref="Volatile"/> gives.</para>
/// <para><b>What is explored.</b> The schedules of the interleaving tests are sequentially consistent: they would
/// pass without the barrier. The argument above is explored on a model with store buffers of its own, and a test
/// that reads the code holds the barrier in its place.</para>
/// <para><b>Invariant.</b> Between <see cref="Arm"/> and <see cref="Sleep"/> the sleeper looks once more at the place
/// this
/// bell belongs to; it sleeps only when that very place still holds it back.</para>
/// <para><b>Cost.</b> Arming interrupts every other core on which a thread of this process runs, for about a
/// microsecond each, whether that thread has to do with this ring or not: a handler that goes to sleep often is
/// jitter for those that never sleep. Where that matters, let nobody in the process park while it trades. Waking is
/// one system call of the publisher for all sleepers; the flag is taken down by the
/// first
/// publisher that sees it, so the next publications are free again although the sleepers have not run yet.</para>
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = SizeInBytes)]
public sealed class Doorbell
{
    internal const int SizeInBytes = (2 * CacheLine.PairBytes) + CacheLine.PairBytes;

    [FieldOffset(CacheLine.PairBytes)]
    private int _armed;

    [FieldOffset(CacheLine.PairBytes + 8)]
    private readonly Parker _parker = new();

    /// <summary>
    /// Wakes the sleepers, if any. To be called after every publication by the thread that published.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void RingIfArmed()
    {
        Interleaving.Read(this);
        if (Volatile.Read(ref _armed) != 0) Ring();
    }

    /// <summary>Wakes whoever sleeps or is about to. Any thread; used directly to announce a stop.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Ring()
    {
        Interleaving.Write(this);
        Volatile.Write(ref _armed, 0);
        // The flag goes down before the epoch moves. The other way round, a sleeper that armed in between would have
        // read the new
        // epoch and lost its flag: nobody would wake it.
        _parker.WakeAll();
    }

    /// <summary>
    /// First step of sleeping. The caller must now look again, and sleep only if it still has to wait.
    /// </summary>
    /// <returns>The epoch for <see cref="Sleep"/>.</returns>
    internal int Arm()
    {
        var epoch = _parker.Epoch;
        Interleaving.Write(this);
        Volatile.Write(ref _armed, 1);
        Interlocked.MemoryBarrierProcessWide();
        return epoch;
    }

    /// <summary>
    /// Sleeps until the bell rings, or the time runs out, or for no reason: the caller looks again.
    /// </summary>
    /// <returns><c>false</c> when the time ran out.</returns>
    internal bool Sleep(int epoch, long nanos) => _parker.Sleep(epoch, nanos);
}
