using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// The life cycle of one processor: state, failure and the request to stop. The request comes from any thread, the
/// rest is written
/// by the processor's own.
/// </summary>
internal sealed class ProcessorLife(string name)
{
    private int _state = (int)ProcessorState.Ready;
    private ProcessorFailure? _failure;
    private StopRequest _stop = new() { LastSequence = long.MaxValue };

    public ProcessorState State => (ProcessorState)Volatile.Read(ref _state);

    public ProcessorFailure? Failure => Volatile.Read(ref _failure);

    [ColdPath("the processor starts")]
    public void Start()
    {
        if (Interlocked.CompareExchange(ref _state, (int)ProcessorState.Running, (int)ProcessorState.Ready)
            != (int)ProcessorState.Ready)
            throw new InvalidOperationException($"Processor '{name}' is {State}; rearm it before it runs again.");
    }

    /// <summary>The first failure is kept: what follows is its consequence.</summary>
    [ColdPath("the processor stops")]
    public void Fail(long sequence, Exception cause)
    {
        if (_failure is null) Volatile.Write(ref _failure, new ProcessorFailure(name, sequence, cause));
    }

    /// <summary>
    /// The last thing a processor's thread does: whoever sees the new state sees everything before it.
    /// </summary>
    [ColdPath("the processor stops")]
    public void End() =>
        Volatile.Write(ref _state, (int)(_failure is null ? ProcessorState.Stopped : ProcessorState.Failed));

    [ColdPath("the processor is made ready for a restart")]
    public void Rearm()
    {
        if (State == ProcessorState.Running)
            throw new InvalidOperationException($"Processor '{name}' is running; stop it before it is rearmed.");
        _failure = null;
        Volatile.Write(ref _stop.LastSequence, long.MaxValue);
        Volatile.Write(ref _state, (int)ProcessorState.Ready);
    }

    [ColdPath("the processor is asked to stop")]
    public void StopAfter(long sequence)
    {
        Interleaving.Read(this);
        var current = Volatile.Read(ref _stop.LastSequence);
        while (sequence < current)
        {
            Interleaving.Write(this);
            var seen = Interlocked.CompareExchange(ref _stop.LastSequence, sequence, current);
            if (seen == current) return;
            current = seen;
        }
    }

    /// <summary>No event from <paramref name="next"/> on is to be handled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsOver(long next)
    {
        Interleaving.Read(this);
        return next > Volatile.Read(ref _stop.LastSequence);
    }

    /// <summary>
    /// The last of at most <paramref name="count"/> events to handle next; less than next when there is none.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long LimitFrom(long next, int count)
    {
        Interleaving.Read(this);
        return Math.Min(next + count - 1, Math.Max(next - 1, Volatile.Read(ref _stop.LastSequence)));
    }
}
