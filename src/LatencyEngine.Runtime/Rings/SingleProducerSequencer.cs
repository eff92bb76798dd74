using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Rings;

/// <summary>
/// Claims and publishes the slots of a ring for one thread, with plain stores: no atomic instruction and no fence.
/// Owns the
/// producer's position; only <see cref="RefusalCount"/> and <see cref="LastClaimed"/> may be read by others.
/// </summary>
/// <remarks>
/// <para><b>Cost.</b> The gates are read only when the room that was known is used up, so with a ring of <c>n</c>
/// slots the
/// handlers' lines are fetched about once per <c>n</c> events while the handlers keep up.</para>
/// <para>Stores are what limits a producer: each payload is a miss, and the processor keeps only so many stores
/// waiting. So an event
/// costs three (position, payload, publication) and a claim stores nothing; with a fourth, 64-byte slots fell from
/// 400 M to 75 M events/s in the ring benchmark.</para>
/// <para><b>Claims.</b> Hence a claim does not bind: until something is published, the next claim returns the same
/// slots. A producer
/// that cannot fill a slot just does not publish it. Two claims cannot be open at once; claim both as one
/// batch.</para>
/// </remarks>
public sealed class SingleProducerSequencer<T> : ISequencer
    where T : unmanaged
{
    private readonly string _ringName;

    // The memory lives as long as somebody refers to the ring.
    private readonly RingBuffer<T> _ring;
    private readonly RingGates _gates;
    private readonly Sequence _cursor;

    // Where the producer is. Without a cursor to publish, the ring's own cursor serves: only cold threads read it
    // then.
    private readonly Sequence _published;
    private readonly SlotArray _slots;
    private readonly int _capacity;
    private readonly bool _stampsSlots;

    // Last: the runtime puts structs behind the other fields, so the paddings inside keep this thread's line to
    // itself.
    private ProducerRoom _room;

    public SingleProducerSequencer(RingBuffer<T> ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        ring.AttachProducer();
        _ring = ring;
        _ringName = ring.Name;
        _gates = ring.Gates;
        _slots = ring.Slots;
        _capacity = ring.CapacitySlots;
        _stampsSlots = ring.Publication == Publication.Slot;
        _cursor = ring.Cursor;
        _published = _stampsSlots ? _cursor : new Sequence();
        _room.RoomUntil = Sequence.Initial + _capacity;
    }

    public long RefusalCount => Volatile.Read(ref _room.Refusals);

    public long LastClaimed => _published.Value;

    /// <summary>The slot of a claimed sequence, not checked.</summary>
    public ref T this[long sequence]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _slots.Payload<T>(sequence);
    }

    /// <summary>Claims one slot if there is room, and counts a refusal if not. Never waits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryClaim(out long sequence)
    {
        sequence = _published.OwnValue + 1;
        if (sequence <= _room.RoomUntil || FindRoom(sequence)) return true;
        Refuse();
        sequence = Sequence.Initial;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryClaim(int count, out long first)
    {
        if ((uint)(count - 1) >= (uint)_capacity) RingErrors.CountOutOfRange(_ringName, count, _capacity);
        first = _published.OwnValue + 1;
        var last = first + count - 1;
        if (last <= _room.RoomUntil || FindRoom(last)) return true;
        Refuse();
        first = Sequence.Initial;
        return false;
    }

    public long Claim<TWait>(int count, ref TWait wait, CancellationToken cancellation = default)
        where TWait : struct, IWaitStrategy
    {
        if (TryClaim(count, out var first)) return first;
        WaitForRoom(_published.OwnValue + count, ref wait, cancellation);
        wait.Progressed(count);
        return _published.OwnValue + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish(long sequence) => Publish(sequence, sequence);

    /// <exception cref="InvalidOperationException">Not the next slots to publish, or more than there is room
    /// for.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish(long first, long last)
    {
        if (first != _published.OwnValue + 1 || last > _room.RoomUntil || last < first) OutOfOrder(first, last);
        _published.Move(last);
        if (_stampsSlots) PublishSlots(first, last);
        else _cursor.Publish(last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PublishSlots(long first, long last)
    {
        for (var sequence = first; sequence <= last; sequence++) _slots.Stamp(sequence);
        _cursor.Bell.RingIfArmed();
    }

    /// <summary>
    /// Looks at the gates again. Acquires: what the handlers did with the slots is over before we write them.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool FindRoom(long last)
    {
        var roomUntil = _gates.RoomUntil(_capacity);
        if (last > roomUntil) return false; // What is known stays known: an open claim can still be published.
        _room.RoomUntil = roomUntil;
        return true;
    }

    // Takes no reference to the claimed sequence: one keeps the caller's variable in memory, as the listing of the
    // compiled loop shows, and the ring benchmark was slower with it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refuse() => Volatile.Write(ref _room.Refusals, _room.Refusals + 1);

    private void WaitForRoom<TWait>(long last, ref TWait wait, CancellationToken cancellation)
        where TWait : struct, IWaitStrategy
    {
        var condition = new RoomCondition(_gates, last - _capacity, cancellation);
        while (!FindRoom(last))
        {
            if (_gates.IsHalted) RingErrors.Halted(_ringName, _gates.HaltCause);
            if (cancellation.IsCancellationRequested) RingErrors.Canceled(cancellation);
            wait.Idle(ref condition);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OutOfOrder(long first, long last) =>
        RingErrors.OutOfOrder(_ringName, first, last, _published.OwnValue + 1, _room.RoomUntil);
}
