using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Rings;

/// <summary>
/// Claims and publishes the slots of a ring for any number of threads. A claim is one compare-and-swap; publications
/// of different
/// threads do not wait for each other, because each slot carries its own sequence. Owns the claim counter.
/// </summary>
/// <remarks>
/// <para><b>Ordering.</b> The claim decides the order of all producers; each producer's own events keep their order.
/// The
/// compare-and-swap needs no ordering with the slots: a slot is free because the gates passed it (acquired in
/// <c>FindRoom</c>), and it is handed over by the header in it (a release store).</para>
/// <para><b>Known limitations.</b> A thread that dies between claim and publish stops the ring: handlers wait for
/// that slot for
/// ever, as in every ring whose order is fixed by the claim. The same holds for a handler that throws there: so do all
/// that may throw before the claim, and publish what was claimed even when it is empty. A pipeline whose shared ring
/// was left with such a gap by its handlers refuses to be rearmed (<see cref="FirstUnpublished"/>).</para>
/// </remarks>
public sealed class MultiProducerSequencer<T> : ISequencer
    where T : unmanaged
{
    private readonly string _ringName;

    // The memory lives as long as somebody refers to the ring.
    private readonly RingBuffer<T> _ring;
    private readonly RingGates _gates;
    private readonly Sequence _claimed;
    private readonly SlotArray _slots;
    private readonly int _capacity;

    private ProducerRoom _room;

    /// <exception cref="ArgumentException">The ring does not publish by slot.</exception>
    public MultiProducerSequencer(RingBuffer<T> ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        if (ring.Publication != Publication.Slot)
            throw new ArgumentException(
                $"Ring '{ring.Name}': several producers need {nameof(Publication)}.{Publication.Slot}.");
        ring.AttachProducer();
        _ring = ring;
        _ringName = ring.Name;
        _gates = ring.Gates;
        _claimed = ring.Cursor;
        _slots = ring.Slots;
        _capacity = ring.CapacitySlots;
        _room.RoomUntil = Sequence.Initial + _capacity;
    }

    public long RefusalCount => Volatile.Read(ref _room.Refusals);

    public long LastClaimed => _claimed.Value;

    /// <summary>The slot of a claimed sequence, not checked.</summary>
    public ref T this[long sequence]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _slots.Payload<T>(sequence);
    }

    /// <summary>Claims one slot if there is room, and counts a refusal if not. Never waits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryClaim(out long sequence) => TryTake(1, out sequence) || Refuse(out sequence);

    public bool TryClaim(int count, out long first)
    {
        if ((uint)(count - 1) >= (uint)_capacity) RingErrors.CountOutOfRange(_ringName, count, _capacity);
        return TryTake(count, out first) || Refuse(out first);
    }

    public long Claim<TWait>(int count, ref TWait wait, CancellationToken cancellation = default)
        where TWait : struct, IWaitStrategy
    {
        if (TryClaim(count, out var first)) return first;
        do WaitForRoom(count, ref wait, cancellation);
        while (!TryTake(count, out first)); // Others may have claimed what we saw.
        return first;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish(long sequence)
    {
        _slots.Stamp(sequence);
        _claimed.Bell.RingIfArmed();
    }

    public void Publish(long first, long last)
    {
        for (var sequence = first; sequence <= last; sequence++) _slots.Stamp(sequence);
        _claimed.Bell.RingIfArmed();
    }

    /// <summary>
    /// The first sequence that was claimed and not published, -1 when there is none. Only while no producer is
    /// between claim and publish: otherwise it may be the claim in hand.
    /// </summary>
    [ColdPath("looked at before a restart")]
    internal long FirstUnpublished()
    {
        var last = _claimed.Value;
        for (var sequence = _gates.Slowest() + 1; sequence <= last; sequence++)
            if (_slots.Header(sequence) != sequence) return sequence;
        return Sequence.Initial;
    }

    private bool TryTake(int count, out long first)
    {
        while (true)
        {
            var claimed = _claimed.Value;
            first = claimed + 1;
            if (claimed + count > RoomUntil && !FindRoom(claimed + count)) return false;
            if (_claimed.TryMove(claimed, claimed + count)) return true;
        }
    }

    private void WaitForRoom<TWait>(int count, ref TWait wait, CancellationToken cancellation)
        where TWait : struct, IWaitStrategy
    {
        while (true)
        {
            var last = _claimed.Value + count;
            if (FindRoom(last)) break;
            if (_gates.IsHalted) RingErrors.Halted(_ringName, _gates.HaltCause);
            if (cancellation.IsCancellationRequested) RingErrors.Canceled(cancellation);
            // Others may claim meanwhile; then the condition is met too early and we look again.
            var condition = new RoomCondition(_gates, last - _capacity, cancellation);
            wait.Idle(ref condition);
        }

        // The strategy may pause here, and a claim binds: with one in hand, all behind it would pause too.
        wait.Progressed(count);
    }

    private long RoomUntil
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Interleaving.Read(this);
            return Volatile.Read(ref _room.RoomUntil);
        }
    }

    /// <summary>
    /// Looks at the gates again. Two threads may store in either order and leave the older value: it is lower, hence
    /// still true.
    /// Acquire on load and release on store carry what the gates acquired from one producer to the next.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool FindRoom(long last)
    {
        var roomUntil = _gates.RoomUntil(_capacity);
        Interleaving.Write(this);
        Volatile.Write(ref _room.RoomUntil, roomUntil);
        return last <= roomUntil;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Refuse(out long first)
    {
        Interlocked.Increment(ref _room.Refusals);
        first = Sequence.Initial;
        return false;
    }
}
