namespace LatencyEngine.Runtime.Rings;

/// <summary>
/// The sequences that producers of a ring must not overtake by more than its capacity, and the ring's state "halted".
/// Set by the
/// cold thread that wires the topology, read by the producers when they run out of known room.
/// </summary>
public sealed class RingGates
{
    private readonly string _ringName;

    // Until the real ones are set, the ring is gated by a handler that never comes: it fills up and refuses.
    private Sequence[] _sequences = [new Sequence()];
    private bool _areSet;
    private bool _halted;
    private bool _closed;
    private Exception? _cause;

    internal RingGates(string ringName) => _ringName = ringName;

    internal string RingName => _ringName;

    /// <summary>Producers that wait for room have been, and will be, released with an error.</summary>
    public bool IsHalted
    {
        get
        {
            Interleaving.Read(this);
            return Volatile.Read(ref _halted);
        }
    }

    /// <summary>Why the ring was halted; <c>null</c> when nobody failed, or when it is not halted.</summary>
    public Exception? HaltCause => _cause;

    /// <summary>The gating sequences, in the order given.</summary>
    public ReadOnlySpan<Sequence> Sequences => Volatile.Read(ref _sequences);

    /// <summary>Sets the gates, once, before the first claim: the last handler of every branch.</summary>
    [ColdPath("topologies are wired at start-up")]
    public void Set(params ReadOnlySpan<Sequence> sequences)
    {
        if (sequences.IsEmpty) throw new ArgumentException($"Ring '{_ringName}' needs at least one gating sequence.");
        if (_areSet) throw new InvalidOperationException($"The gates of ring '{_ringName}' are already set.");
        foreach (var sequence in sequences) ArgumentNullException.ThrowIfNull(sequence);
        _areSet = true;
        Volatile.Write(ref _sequences, sequences.ToArray());
    }

    /// <summary>
    /// Releases every producer that waits for room, and those that will. Any thread; the first cause is kept.
    /// </summary>
    [ColdPath("the pipeline stops")]
    public void Halt(Exception? cause = null)
    {
        _cause ??= cause;
        Interleaving.Write(this);
        Volatile.Write(ref _halted, true);
        RingBells();
    }

    /// <summary>Takes the halt back, before a restart.</summary>
    [ColdPath("the pipeline restarts")]
    public void Rearm()
    {
        _cause = null;
        Volatile.Write(ref _halted, false);
    }

    /// <summary>
    /// Halts for good: whoever looks for room from now on is told that there is none. Costs the producers nothing,
    /// because they ask only when the room they know of is used up; so one may still publish as much as it knew of,
    /// into memory that stays until nobody holds the ring.
    /// </summary>
    [ColdPath("the pipeline is disposed")]
    internal void Close()
    {
        Volatile.Write(ref _closed, true);
        Halt();
    }

    /// <summary>The last sequence that may be claimed now; less than any when the ring is closed.</summary>
    internal long RoomUntil(int capacitySlots) =>
        Volatile.Read(ref _closed) ? long.MinValue : Slowest() + capacitySlots;

    /// <summary>The sequence of the slowest gate. Acquires what the handlers did with their slots.</summary>
    public long Slowest()
    {
        var sequences = Volatile.Read(ref _sequences);
        var slowest = sequences[0].Value;
        for (var i = 1; i < sequences.Length; i++) slowest = Math.Min(slowest, sequences[i].Value);
        return slowest;
    }

    /// <summary>One gate that has not yet reached <paramref name="sequence"/>, or <c>null</c>.</summary>
    internal Sequence? Behind(long sequence)
    {
        foreach (var gate in Volatile.Read(ref _sequences))
            if (gate.Value < sequence) return gate;
        return null;
    }

    private void RingBells()
    {
        foreach (var gate in Sequences) gate.Bell.Ring();
    }
}
