using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// Pulls events from a ring and gives them to a handler, up to a limit per call and never waiting, so that an agent
/// or a test can
/// step it by hand. One thread at a time polls; owns the handler and its sequence.
/// </summary>
/// <remarks>
/// <b>Invariants.</b> Every event is given once and in order. <see cref="Sequence"/> is published after each batch
/// and covers exactly
/// the events that the handler has returned from; after an exception it stands before the event that caused it.
/// </remarks>
public sealed class EventPoller<T, TBarrier, TDispatch>
    where T : unmanaged
    where TBarrier : struct, IBarrier
    where TDispatch : struct, IDispatch<T>
{
    private readonly RingBuffer<T> _ring;
    private readonly SlotArray _slots;
    private TBarrier _barrier;

    // Structs stand behind the other fields, in this order: what the polling thread writes is between two paddings.
    private PollerState _state;
    private Padded<TDispatch> _dispatch;

    public EventPoller(RingBuffer<T> ring, TBarrier barrier, TDispatch dispatch)
    {
        ArgumentNullException.ThrowIfNull(ring);
        dispatch.Check(ring);
        _ring = ring;
        _slots = ring.Slots;
        _barrier = barrier;
        _dispatch.Value = dispatch;
        _state.Next = Sequence.Value + 1;
        _state.InHand = Sequence.Value;
    }

    /// <summary>The last event handled. Others may gate on it or wait for it.</summary>
    public Sequence Sequence { get; } = new();

    /// <summary>Batches handled so far. Any thread.</summary>
    public long BatchCount => Volatile.Read(ref _state.Batches);

    /// <summary>Events in the largest batch so far. Any thread.</summary>
    public long LargestBatch => Volatile.Read(ref _state.LargestBatch);

    /// <summary>The event that the handler is busy with, or the last one it had. Any thread.</summary>
    public long InHand => Volatile.Read(ref _state.InHand);

    /// <summary>Events that wait in front of this poller. Any thread; a reading, soon stale.</summary>
    public long QueueDepth => Math.Max(0, _barrier.Depth(Sequence.Value + 1));

    /// <summary>Handles what is there, at most <paramref name="limit"/> events, as one batch. Never waits.</summary>
    /// <returns>The number of events handled.</returns>
    public int Poll(int limit)
    {
        var next = _state.Next;
        var last = AvailableThrough(next, next + limit - 1);
        if (last < next) return 0;
        var isDone = false;
        try
        {
            Handle(next, last);
            isDone = true;
        }
        finally
        {
            if (!isDone) SettleAfterFailure();
        }

        return (int)(last - next + 1);
    }

    /// <summary>The next event to handle. The polling thread only.</summary>
    internal long Next => _state.Next;

    /// <summary>The bell of what holds the next event back, or <c>null</c>.</summary>
    internal Doorbell? Obstacle() => _barrier.Obstacle(_state.Next);

    internal void Wake() => _barrier.Wake();

    internal void OnStart() => _dispatch.Value.OnStart();

    internal void OnShutdown() => _dispatch.Value.OnShutdown();

    internal void OnTimeout() => _dispatch.Value.OnTimeout(_state.Next - 1);

    /// <summary>
    /// The last event that may be handled, at most <paramref name="limit"/>; less than next when there is none.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long AvailableThrough(long next, long limit) => Math.Min(_barrier.AvailableThrough(next, limit), limit);

    /// <summary>
    /// Handles a batch and publishes the progress. If the handler throws, the caller must <see
    /// cref="SettleAfterFailure"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Handle(long first, long last)
    {
        if (TDispatch.WantsBatchStart) _dispatch.Value.OnBatchStart((int)(last - first + 1), _barrier.Depth(first));
        _state.InHand = first;
        var run = first;
        while (run <= last)
        {
            // A batch that wraps lies at both ends of the memory and is given as two runs.
            var runLast = Math.Min(last, run + _slots.CountToWrap(run) - 1);
            DispatchRun(run, runLast, endsBatch: runLast == last);
            run = runLast + 1;
        }

        Settle(last);
    }

    /// <summary>Everything before the event in hand is done; that event is not.</summary>
    internal void SettleAfterFailure()
    {
        // Nothing to publish, and not a batch, when the first event of it failed.
        if (_state.InHand > _state.Next) Settle(_state.InHand - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void DispatchRun(long first, long last, bool endsBatch) => _dispatch.Value.Dispatch(
        ref _slots.Payload<T>(first), _slots.StrideBytes, first, last, endsBatch, ref _state.InHand);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Settle(long handled)
    {
        var count = handled - _state.Next + 1;
        _state.Next = handled + 1;
        Volatile.Write(ref _state.Batches, _state.Batches + 1);
        if (count > _state.LargestBatch) Volatile.Write(ref _state.LargestBatch, count);
        Sequence.Publish(handled);
    }
}
