using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Memory;

namespace LatencyEngine.Runtime.Rings;

/// <summary>
/// The slots of a ring, its cursor, and the sequences that gate its producers. Written by the producers that claimed
/// a slot,
/// read by the handlers that were given it; owns the memory and the state "halted".
/// </summary>
/// <remarks>
/// <para><b>Ordering.</b> A producer writes a slot only when every gating sequence has passed the event that the slot
/// held
/// before (it acquires those sequences), and releases the slot by its cursor or by the header in the slot. A handler
/// reads a
/// slot only after it acquired one of these, and releases it by its own sequence. So a slot never has a writer and a
/// reader at
/// the same time, and neither side needs a full fence or an atomic instruction (several producers need one to
/// claim).</para>
/// <para><b>Invariants.</b> Exactly one sequencer produces into a ring. A ring whose gates were not set is never
/// overwritten: it
/// fills up and then refuses.</para>
/// <para><b>Limits.</b> 2 to 2^30 slots; a sequence never wraps (see <see cref="Sequence"/>).</para>
/// </remarks>
public sealed unsafe class RingBuffer<T> : IDisposable
    where T : unmanaged
{
    private readonly string _name;
    private readonly NativeBuffer _memory;
    private readonly SlotArray _slots;
    private int _producers;

    /// <exception cref="ArgumentException">An option is out of range; the message names the ring and the
    /// value.</exception>
    /// <exception cref="MemoryRefusedException">The sizes overflow or the memory is refused; names the ring and the
    /// sizes.</exception>
    public RingBuffer(RingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        _name = options.Name;
        var stride = SlotLayout.StrideBytes<T>(options.Publication);
        _memory = new NativeBuffer($"ring '{options.Name}'", options.CapacitySlots, stride, options.Memory);
        var payloadOffset = SlotLayout.PayloadOffset(options.Publication);
        _slots = new SlotArray(_memory.Address, options.CapacitySlots, stride, payloadOffset);
        if (options.Publication == Publication.Slot) StampAllEmpty();
        Gates = new RingGates(options.Name);
    }

    public string Name => _name;

    public RingOptions Options { get; }

    public int CapacitySlots => Options.CapacitySlots;

    public Publication Publication => Options.Publication;

    /// <summary>What the operating system gave for the memory of this ring.</summary>
    public Residency Residency => _memory.Residency;

    /// <summary>
    /// With one producer: the last published sequence. With several: the last claimed one, which may not be published
    /// yet.
    /// </summary>
    public Sequence Cursor { get; } = new();

    /// <summary>
    /// The handlers that must be done with a slot before it is used again, and the switch that releases producers.
    /// </summary>
    public RingGates Gates { get; }

    internal SlotArray Slots => _slots;

    /// <summary>
    /// The slot of a sequence that the caller has claimed or been given. Not checked: any other sequence names a slot
    /// that
    /// somebody else is using.
    /// </summary>
    public ref T this[long sequence]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _slots.Payload<T>(sequence);
    }

    /// <summary>
    /// The slots of a claimed batch as two spans, the second empty unless the batch wraps. Only with
    /// <see cref="Publication.Cursor"/>: otherwise headers lie between the payloads.
    /// </summary>
    /// <param name="firstSequence">Of the batch.</param>
    /// <param name="count">From 0 to the capacity.</param>
    /// <param name="first">From the first slot up to the end of the batch or of the memory.</param>
    /// <param name="second">The rest, from the start of the memory.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Spans(long firstSequence, int count, out Span<T> first, out Span<T> second)
    {
        if (Publication != Publication.Cursor) RingErrors.NoSpans(_name);
        if ((uint)count > (uint)CapacitySlots) RingErrors.CountOutOfRange(_name, count, CapacitySlots);
        var untilWrap = Math.Min(count, _slots.CountToWrap(firstSequence));
        first = new Span<T>(Unsafe.AsPointer(ref this[firstSequence]), untilWrap);
        second = new Span<T>(Unsafe.AsPointer(ref this[firstSequence + untilWrap]), count - untilWrap);
    }

    /// <summary>
    /// Releases the memory at once. Only when no thread uses the ring any more and none holds a sequencer or a poller
    /// that it may still use; who cannot know that drops the ring instead, and the memory goes with its last user.
    /// </summary>
    public void Dispose()
    {
        Gates.Close();
        _memory.Dispose();
    }

    /// <summary>Called by the one sequencer of this ring when it is made.</summary>
    [ColdPath("producers are made at start-up")]
    internal void AttachProducer()
    {
        if (Interlocked.Exchange(ref _producers, 1) != 0)
            throw new InvalidOperationException(
                $"Ring '{Name}' already has a sequencer; two would overwrite each other.");
    }

    /// <summary>A fresh header must not equal any sequence: zero would say that event 0 is there.</summary>
    private void StampAllEmpty()
    {
        for (var i = 0; i < CapacitySlots; i++)
            *(long*)(_memory.Address + ((nint)i * _slots.StrideBytes)) = Sequence.Initial;
    }
}
