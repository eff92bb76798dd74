using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// Runs a handler on one thread: polls, waits as its strategy says, stops when asked or when the handler throws. Owns its poller
/// and its life cycle. Closed over structs, so that one loop is compiled for each combination.
/// </summary>
/// <remarks>
/// <b>Stopping.</b> One number says all: the last sequence to handle. It starts at the greatest one, a drain lowers it to its target
/// and a halt to the least one; it only ever falls until <see cref="Rearm"/>. The loop reads it once per batch.
/// </remarks>
public sealed class EventProcessor<T, TBarrier, TDispatch, TWait> : IProcessor
    where T : unmanaged
    where TBarrier : struct, IBarrier
    where TDispatch : struct, IDispatch<T>
    where TWait : struct, IWaitStrategy
{
    private readonly EventPoller<T, TBarrier, TDispatch> _poller;
    private readonly ProcessorLife _life;
    private readonly int _maxBatchSize;
    private TWait _wait;

    public EventProcessor(
        RingBuffer<T> ring, TBarrier barrier, TDispatch dispatch, TWait wait, ProcessorOptions options)
    {
        ArgumentNullException.ThrowIfNull(ring);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _poller = new EventPoller<T, TBarrier, TDispatch>(ring, barrier, dispatch);
        _life = new ProcessorLife(options.Name);
        _maxBatchSize = options.MaxBatchSize;
        _wait = wait;
    }

    public string Name => _life.Name;

    public Sequence Sequence => _poller.Sequence;

    public ProcessorState State => _life.State;

    public ProcessorFailure? Failure => _life.Failure;

    public long QueueDepth => _poller.QueueDepth;

    public long BatchCount => _poller.BatchCount;

    public long LargestBatch => _poller.LargestBatch;

    public void Run()
    {
        _life.Start();
        try
        {
            _poller.OnStart();
            Loop();
        }
        catch (Exception cause)
        {
            _life.Fail(_poller.Sequence.Value + 1, cause);
        }

        Shutdown();
    }

    public int Step(int limit)
    {
        try
        {
            return _life.Failure is null ? Turn(Math.Min(limit, _maxBatchSize)) : 0;
        }
        catch (Exception cause)
        {
            _life.Fail(_poller.Sequence.Value + 1, cause);
            return 0;
        }
    }

    public void Halt() => StopAfter(long.MinValue);

    public void DrainTo(long lastSequence) => StopAfter(lastSequence);

    public void Rearm() => _life.Rearm();

    private void StopAfter(long sequence)
    {
        _life.StopAfter(sequence);
        _poller.Wake();
    }

    // Compiled at once and fully: this loop is entered once and never left, so it would otherwise be replaced on the stack while
    // events flow.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Loop()
    {
        while (!_life.IsOver(_poller.Next))
        {
            var count = Turn(_maxBatchSize);
            if (count > 0)
            {
                _wait.Progressed(count);
                continue;
            }

            var condition = new Condition(this);
            if (_wait.Idle(ref condition)) _poller.OnTimeout();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Turn(int limit) => _poller.Poll((int)Math.Min(limit, _life.CountUntilStop(_poller.Next)));

    private void Shutdown()
    {
        try
        {
            _poller.OnShutdown();
        }
        catch (Exception cause)
        {
            _life.Fail(_poller.Sequence.Value + 1, cause);
        }

        _life.End();
    }

    /// <summary>What the processor waits for: an event, or a request to stop.</summary>
    private readonly ref struct Condition(EventProcessor<T, TBarrier, TDispatch, TWait> processor) : IWaitCondition
    {
        public long LongestSleepNanos => Parking.Forever;

        public Doorbell? Obstacle() =>
            processor._life.IsOver(processor._poller.Next) ? null : processor._poller.Obstacle();
    }
}
