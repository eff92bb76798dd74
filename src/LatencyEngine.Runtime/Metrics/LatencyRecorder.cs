using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Runtime.Metrics;

/// <summary>
/// A histogram that a cold thread may read while its owner records. One thread records, and never waits; one other
/// thread at a time collects what was recorded since the last collection.
/// </summary>
/// <remarks>
/// <para><b>Ordering.</b> Two histograms take turns. The writer marks itself as inside, then reads which one is
/// active;
/// the reader switches the active one, then looks whether the writer is inside. One of the two must see the other's
/// store, which takes a full barrier between store and load on both sides. The writer would pay for it on every
/// record, so the reader pays for both: <see cref="Interlocked.MemoryBarrierProcessWide"/> puts a full barrier into
/// every running thread. After it, a writer that still uses the old histogram is seen to be inside, and the reader
/// waits until that one record is over.</para>
/// <para><b>Cost.</b> For the writer two plain stores. For the reader some microseconds, and at worst as long as a
/// writer that was preempted in the middle of a record stays so.</para>
/// </remarks>
public sealed class LatencyRecorder
{
    // Odd while the writer is between Enter and Leave. Written by the writer only.
    private long _visits;

    private LatencyHistogram _active;
    private LatencyHistogram _spare;
    private int _collecting;

    [ColdPath("built at start")]
    public LatencyRecorder() : this(HistogramLayout.Default)
    {
    }

    [ColdPath("built at start")]
    public LatencyRecorder(HistogramLayout layout)
    {
        _active = new LatencyHistogram(layout);
        _spare = new LatencyHistogram(layout);
    }

    /// <summary>As <see cref="LatencyHistogram.Record(long)"/>. On the owner's thread.</summary>
    public void Record(long value)
    {
        Enter();
        Volatile.Read(ref _active).Record(value);
        Leave();
    }

    /// <summary>As <see cref="LatencyHistogram.RecordCorrected"/>. On the owner's thread.</summary>
    public void RecordCorrected(long value, long expectedInterval)
    {
        Enter();
        Volatile.Read(ref _active).RecordCorrected(value, expectedInterval);
        Leave();
    }

    /// <summary>
    /// Adds what was recorded since the last call to <paramref name="target"/>: a fresh histogram gives the interval,
    /// a kept one the total. Each value is collected exactly once. From any thread, one at a time.
    /// </summary>
    [ColdPath("called from a cold thread")]
    public void CollectInto(LatencyHistogram target)
    {
        ArgumentNullException.ThrowIfNull(target); // Before anything is taken: what cannot be added is not lost.
        Invariant.Check(Interlocked.Exchange(ref _collecting, 1) == 0);
        var recorded = _active;
        Volatile.Write(ref _active, _spare);
        Interlocked.MemoryBarrierProcessWide();
        AwaitWriter();
        target.Add(recorded);
        recorded.Reset();
        _spare = recorded;
        Volatile.Write(ref _collecting, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Enter() => Volatile.Write(ref _visits, _visits + 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Leave() => Volatile.Write(ref _visits, _visits + 1);

    // A later visit is to the new histogram already, so a changed count is as good as an even one.
    private void AwaitWriter()
    {
        var visits = Volatile.Read(ref _visits);
        if ((visits & 1) == 0) return;
        var spin = new SpinWait();
        while (Volatile.Read(ref _visits) == visits) spin.SpinOnce();
    }
}
