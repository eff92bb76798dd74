using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Rings;

/// <summary>
/// How far one writer has come: a producer's cursor, or the last event that a handler is done with. One thread
/// writes, any
/// thread reads or waits. Alone on its cache lines, with 128 bytes on either side.
/// </summary>
/// <remarks>
/// <para><b>Ordering.</b> <see cref="Publish"/> is a release store and <see cref="Value"/> an acquire load: whoever
/// reads
/// <c>n</c> sees everything the writer did before it published <c>n</c>. No pair of sequences needs more than that: a
/// consumer
/// that follows a cursor, and a producer that follows a consumer in order to reuse its slots, each read what the
/// other released.
/// On x64 both are plain moves; on arm64 they are stlr and ldar.</para>
/// <para><b>Limits.</b> Starts at <see cref="Initial"/> and only grows. At 10^9 events a second it would take 292
/// years to
/// wrap: out of reach, so nothing here handles it.</para>
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = SizeInBytes)]
public sealed class Sequence
{
    /// <summary>Nothing has been published yet; the first sequence is 0.</summary>
    public const long Initial = -1;

    internal const int SizeInBytes = 3 * CacheLine.PairBytes;

    // Read by everybody, written by nobody after construction: kept off the line of the value.
    [FieldOffset(2 * CacheLine.PairBytes)]
    private readonly Doorbell _bell = new();

    [FieldOffset(CacheLine.PairBytes)]
    private long _value;

    public Sequence(long value = Initial) => _value = value;

    /// <summary>The last published value; acquires what was written before it. Any thread.</summary>
    public long Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Interleaving.Step();
            return Volatile.Read(ref _value);
        }
    }

    /// <summary>The last value, for the thread that wrote it: no other thread is involved.</summary>
    internal long OwnValue => _value;

    /// <summary>Rings when <see cref="Value"/> grows. Any thread may wait on it.</summary>
    public Doorbell Bell => _bell;

    /// <summary>Releases everything written so far and wakes whoever sleeps on it. The owning thread only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish(long value)
    {
        Move(value);
        _bell.RingIfArmed();
    }

    /// <summary>
    /// Releases without waking anybody: for a place that nobody waits on, or whose bell is rung otherwise.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Move(long value)
    {
        Interleaving.Step();
        Volatile.Write(ref _value, value);
    }

    /// <summary>
    /// Takes the value <paramref name="desired"/> if it is <paramref name="expected"/>. For shared claims.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryMove(long expected, long desired)
    {
        Interleaving.Step();
        return Interlocked.CompareExchange(ref _value, desired, expected) == expected;
    }
}
