using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Snapshots;

namespace LatencyEngine.Trading.Outputs;

/// <summary>
/// Writes the outputs of the pipeline in their one order, each with its cause and its place among the outputs of that
/// cause. Used by the matching stage alone; owns the counts and the hash of everything written.
/// </summary>
/// <remarks>
/// <code>
/// ref var filled = ref outputs.Begin&lt;OrderFilled&gt;();
/// filled.OrderId = order.OrderId;
/// outputs.End();
/// </code>
/// <b>Journal.</b> Where inputs are echoed, the ring carries each input before the outputs that it causes: one order for
/// whoever writes it down. An echo is no output: it is neither counted nor hashed.
/// <b>Room.</b> A full ring makes the writer wait: an output is never lost. <see cref="Begin{T}"/> without
/// <see cref="End"/> is undone by the next one.
/// </remarks>
public sealed class OutputWriter
{
    /// <summary>Outputs that are kept; what tells of a command is among the first that it causes.</summary>
    private const int KeptMax = 64;

    private SingleProducerSequencer<EngineEvent>? _ring;
    private AdaptiveWait _wait;
    private StateHash _hash;
    private long _inputSequence = -1;
    private long _timestampNanos;
    private uint _index;

    [NotState("a place in the ring, which is another one after a restart")]
    private long _slot;

    [NotState("copies of what was written with the input in hand, made anew where they are needed")]
    private readonly EngineEvent[] _kept = new EngineEvent[KeptMax];

    [NotState("counts those copies")]
    private int _keptCount;

    [NotState("only ever set within an input")]
    private bool _keeps;

    /// <summary>A writer that is attached to its ring when the pipeline is wired.</summary>
    public OutputWriter()
    {
    }

    public OutputWriter(SingleProducerSequencer<EngineEvent> ring) => AttachTo(ring);

    private SingleProducerSequencer<EngineEvent> Ring
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _ring!;
    }

    /// <summary>Outputs written since the session began.</summary>
    public long Count { get; private set; }

    /// <summary>Of the bytes of all outputs written, in order.</summary>
    public ulong Hash => _hash.Value;

    /// <summary>Sequence of the input in hand.</summary>
    public long InputSequence => _inputSequence;

    /// <summary>Time of the input in hand.</summary>
    public long NowNanos => _timestampNanos;

    /// <summary>Outputs of the input in hand so far.</summary>
    public uint CountOfInput => _index;

    /// <summary>Where the outputs go. Once, before the first.</summary>
    public void AttachTo(SingleProducerSequencer<EngineEvent> ring) => _ring = ring;

    /// <summary>Whether inputs go into the ring as well, each before its outputs. Wiring, set before the first input.</summary>
    [field: NotState("whether somebody keeps a journal changes nothing that is computed")]
    public bool EchoesInputs { get; set; }

    /// <summary>Copies an input into the ring, where inputs are echoed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Echo(ref readonly EngineEvent input)
    {
        if (!EchoesInputs) return;
        var slot = Ring.Claim(1, ref _wait);
        Ring[slot] = input;
        Ring.Publish(slot);
    }

    /// <summary>From now on outputs belong to this input.</summary>
    public void StartInput(long inputSequence, long timestampNanos)
    {
        _inputSequence = inputSequence;
        _timestampNanos = timestampNanos;
        _index = 0;
        _keeps = false;
    }

    /// <summary>A new output of this type, its cause filled in, all else null or zero.</summary>
    public ref T Begin<T>()
        where T : unmanaged, ISbeMessage<T>
    {
        _slot = Ring.Claim(1, ref _wait);
        ref var slot = ref Ring[_slot];
        ref var message = ref slot.Begin<T>();
        Stamp(ref slot);
        return ref message;
    }

    /// <summary>Publishes the output begun last.</summary>
    public void End()
    {
        ref var slot = ref Ring[_slot];
        _hash.Add(slot.AsBytes());
        if (_keeps && _keptCount < KeptMax) _kept[_keptCount++] = slot;
        _index++;
        Count++;
        Ring.Publish(_slot);
    }

    /// <summary>Writes an output that an earlier stage has prepared, with this input as its cause.</summary>
    public void Write(ref readonly EngineEvent prepared)
    {
        _slot = Ring.Claim(1, ref _wait);
        ref var slot = ref Ring[_slot];
        slot = prepared;
        Stamp(ref slot);
        End();
    }

    /// <summary>Copies of the outputs written since <see cref="Keep"/>, the first ones only.</summary>
    public Span<EngineEvent> Kept => _kept.AsSpan(0, _keptCount);

    /// <summary>From now on the outputs of the input in hand are kept, for whoever answers what came of it.</summary>
    public void Keep()
    {
        _keeps = true;
        _keptCount = 0;
    }

    /// <summary>The output begun or written last, until the next one begins.</summary>
    public ref readonly EngineEvent Last => ref Ring[_slot];

    // Every output message starts with timestampNanos, inputSequence and outputIndex, which AlertRaised shows as well
    // as any; EngineEventTests holds all of them to it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Stamp(ref EngineEvent slot)
    {
        ref var head = ref slot.As<AlertRaised>();
        head.TimestampNanos = _timestampNanos;
        head.InputSequence = _inputSequence;
        head.OutputIndex = _index;
    }
}
