using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Topology;

/// <summary>A gate between handlers on threads of their own. The waiting handler's thread; owns its wait strategy.</summary>
/// <remarks>
/// <b>Why it cannot deadlock.</b> Before it waits, the handler publishes that it is done with everything before the
/// event in hand, in the middle of its batch, so that the handlers behind it get as far as they are awaited.
/// </remarks>
public sealed class FeedbackGate<TWait>(TWait wait) : IFeedbackGate
    where TWait : struct, IWaitStrategy
{
    private TWait _wait = wait;
    private Sequence? _own;
    private Sequence? _awaited;
    private RingGates? _gates;
    private long _seen = Sequence.Initial;

    /// <summary>How often the handler had to wait. Any thread; a reading.</summary>
    public long WaitCount { get; private set; }

    [ColdPath("topologies are wired at start-up")]
    public void Bind(Sequence own, Sequence awaited, RingGates gates)
    {
        _own = own;
        _awaited = awaited;
        _gates = gates;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AwaitThrough(long sequence)
    {
        if (_seen < sequence) Await(sequence);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Await(long sequence)
    {
        Invariant.Check(_own is not null && _awaited is not null && _gates is not null);
        if (_own.Value < sequence) _own.Publish(sequence);
        _seen = _awaited.Value;
        if (_seen >= sequence) return;
        WaitCount++;
        var condition = new Condition(_awaited, _gates, sequence);
        while ((_seen = _awaited.Value) < sequence)
        {
            if (_gates.IsHalted) RingErrors.Halted(_gates.RingName, _gates.HaltCause);
            _wait.Idle(ref condition);
        }

        _wait.Progressed(1);
    }

    private readonly ref struct Condition(Sequence awaited, RingGates gates, long sequence) : IWaitCondition
    {
        public long LongestSleepNanos => Parking.Forever;

        public Doorbell? Obstacle() => gates.IsHalted || awaited.Value >= sequence ? null : awaited.Bell;
    }
}
