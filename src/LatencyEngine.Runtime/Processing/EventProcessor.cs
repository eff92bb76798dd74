using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// Runs a handler on one thread: polls, waits as its strategy says, stops when asked or when the handler throws. Owns
/// its poller
/// and its life cycle. Closed over structs, so that one loop is compiled for each combination.
/// </summary>
/// <remarks>
/// <b>Stopping.</b> One number says all: the last sequence to handle. It starts at the greatest one, a drain lowers
/// it to its target
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

    // Written on every look: off the lines of whatever object lies beside this one.
    private Apart<TWait> _wait;

    public EventProcessor(
        RingBuffer<T> ring, TBarrier barrier, TDispatch dispatch, TWait wait, ProcessorOptions options)
    {
        ArgumentNullException.ThrowIfNull(ring);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _poller = new EventPoller<T, TBarrier, TDispatch>(ring, barrier, dispatch);
        Name = options.Name;
        _life = new ProcessorLife(options.Name);
        _maxBatchSize = options.MaxBatchSize;
        _wait.Value = wait;
    }

    public string Name { get; }

    public Sequence Sequence => _poller.Sequence;

    public ProcessorState State => _life.State;

    public ProcessorFailure? Failure => _life.Failure;

    public long QueueDepth => _poller.QueueDepth;

    public long BatchCount => _poller.BatchCount;

    public long LargestBatch => _poller.LargestBatch;

    public void Run() => RunAndTell(onFailed: null);

    public void Run(Action onFailed) => RunAndTell(onFailed);

    public void BeginSteps()
    {
        _life.Start();
        try
        {
            _poller.OnStart();
        }
        catch (Exception cause)
        {
            _life.Fail(_poller.Sequence.Value + 1, cause);
        }
    }

    public void EndSteps() => Shutdown(onFailed: null);

    public int Step(int limit)
    {
        try
        {
            if (_life.Failure is not null) return 0;
            var next = _poller.Next;
            return _poller.Poll((int)(_life.LimitFrom(next, Math.Min(limit, _maxBatchSize)) - next + 1));
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

    private void RunAndTell(Action? onFailed)
    {
        _life.Start();
        try
        {
            _poller.OnStart();
            Loop();
        }
        catch (Exception cause)
        {
            Fail(cause);
            onFailed?.Invoke();
        }

        Shutdown(onFailed);
    }

    private void StopAfter(long sequence)
    {
        _life.StopAfter(sequence);
        _poller.Wake();
    }

    // Compiled fully at the first call, because it is entered once and never left: otherwise it would be replaced
    // while it runs, by
    // code made from what it did so far, which is mostly waiting.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Loop()
    {
        while (true)
        {
            var next = _poller.Next;
            var limit = _life.LimitFrom(next, _maxBatchSize);
            if (limit < next) return;
            var last = _poller.AvailableThrough(next, limit);
            if (last >= next)
            {
                _poller.Handle(next, last);
                _wait.Value.Progressed((int)(last - next + 1));
                continue;
            }

            var condition = new Condition(this);
            if (_wait.Value.Idle(ref condition)) _poller.OnTimeout();
        }
    }

    private void Fail(Exception cause)
    {
        _poller.SettleAfterFailure();
        _life.Fail(_poller.Sequence.Value + 1, cause);
    }

    private void Shutdown(Action? onFailed)
    {
        try
        {
            _poller.OnShutdown();
        }
        catch (Exception cause)
        {
            _life.Fail(_poller.Sequence.Value + 1, cause);
            onFailed?.Invoke();
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
