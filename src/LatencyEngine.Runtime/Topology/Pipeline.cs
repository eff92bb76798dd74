using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// Rings and handlers at work. Started, stopped and stepped by one control thread, which is not a handler's;
/// state, failure and counters may be read by any. Owns the rings, the processors and their threads.
/// </summary>
/// <remarks>
/// <para><b>Nothing is lost.</b> Producers may publish before <see cref="Start"/>: the events wait in their
/// ring. After a halt, a drain or a failure every handler goes on, when restarted, at the first event that it
/// has not handled.</para>
/// <para><b>Failure.</b> A handler that throws stops all handlers after the batch in hand and releases the
/// producers that wait for room, with the cause. The event it failed at stays unhandled.</para>
/// <para><b>Stopping.</b> Rings are stopped in the direction of flow, so that a handler which publishes into
/// a ring finds room there until it has finished the event in hand. Only when that takes too long are waiting
/// handlers released with an error; such a handler may have published a part of what the event in hand
/// causes, and publishes it again after a restart. A handler that claims all outputs of an event at once has
/// no such part.</para>
/// <para><b>Gaps.</b> A handler that throws between claim and publish into a shared ring leaves a slot that nobody
/// will fill, and everything behind it would wait for ever. <see cref="Rearm"/> finds it and refuses: such a
/// pipeline is built again. Into a ring that has external producers as well it cannot look, because an open claim
/// there may be one of theirs, in hand; then <see cref="Drain"/> tells by its <c>false</c>.</para>
/// <para><b>Step mode.</b> <see cref="Step"/> runs the same handlers on the calling thread, in the order of
/// flow. A handler that publishes is given one event at a time, and everything behind it is handled before
/// the next: a ring needs room for the outputs of one event. Who claims more gets an error instead of waiting
/// for ever.</para>
/// <para><b>End.</b> <see cref="Dispose"/> stops everything for good. The memory of a ring goes when nobody holds
/// the ring, one of its producers or the pipeline any more: a gateway's thread that has not heard of the end yet
/// must not write into memory that is somebody else's by then. It publishes at most into the room that it knew of,
/// and then is refused, or gets a <see cref="RingHaltedException"/> where it would wait.</para>
/// </remarks>
[ColdPath("control of a running pipeline")]
public sealed class Pipeline : IDisposable
{
    /// <summary>How long a stop may take when nobody says otherwise.</summary>
    public static readonly TimeSpan DefaultStopTime = TimeSpan.FromSeconds(10);

    private readonly Stage[] _stages;
    private readonly RingDeclaration[] _rings;
    private readonly PipelineStop _stop;
    private readonly PipelineSteps _steps;
    private PipelineFailure? _failure;
    private int _state = (int)PipelineState.Ready;

    internal Pipeline(string name, TopologyCheck check, Stage[] stages)
    {
        Name = name;
        Warnings = check.Warnings;
        _stages = stages;
        _rings = check.Rings.ToArray();
        _stop = new PipelineStop(_rings, stages);
        _steps = new PipelineSteps(_rings, stages);
    }

    public string Name { get; }

    /// <summary>What will make this pipeline slow on this host, in plain words.</summary>
    public IReadOnlyList<string> Warnings { get; }

    public PipelineState State => (PipelineState)Volatile.Read(ref _state);

    /// <summary>Why the pipeline stopped by itself; <c>null</c> when it did not.</summary>
    public PipelineFailure? Failure => Volatile.Read(ref _failure);

    internal IReadOnlyList<Stage> Stages => _stages;

    internal IReadOnlyList<RingDeclaration> Rings => _rings;

    /// <summary>The producer of a ring, for the external producer of that name.</summary>
    /// <exception cref="ArgumentException">The ring was not declared to have this producer.</exception>
    public SingleProducerSequencer<T> ProducerOf<T>(SingleProducerRing<T> ring, string producer)
        where T : unmanaged
    {
        CheckProducer(ring, producer);
        return ring.Producer;
    }

    /// <inheritdoc cref="ProducerOf{T}(SingleProducerRing{T}, string)"/>
    public MultiProducerSequencer<T> ProducerOf<T>(MultiProducerRing<T> ring, string producer)
        where T : unmanaged
    {
        CheckProducer(ring, producer);
        return ring.Producer;
    }

    /// <summary>Gives every handler its thread and returns when all of them run.</summary>
    /// <exception cref="Threads.PlacementRefusedException">A required placement was refused; everything is
    /// stopped.</exception>
    public void Start()
    {
        Move(PipelineState.Ready, PipelineState.Running);
        try
        {
            foreach (var stage in _stages) stage.Start(OnFailed);
        }
        catch
        {
            Halt();
            throw;
        }
    }

    /// <summary>
    /// Handles everything that was published when a ring's turn came, ring by ring in the direction of flow,
    /// and stops. External producers should have ended: what they publish during a drain waits for the
    /// restart.
    /// </summary>
    /// <returns><c>false</c> when time ran out or a handler failed: everything is stopped, and the counters
    /// show the rest.</returns>
    public bool Drain(TimeSpan timeout)
    {
        CheckControlThread();
        if (State == PipelineState.Stepping) return DrainBySteps();
        if (State != PipelineState.Running) return IsDrained();
        var inTime = _stop.Drain(Deadline.In(timeout));
        return Halt(inTime ? DefaultStopTime : PipelineStop.Patience) && inTime && Failure is null;
    }

    /// <summary>Stops every handler after the batch in hand, and releases waiting producers.</summary>
    public bool Halt() => Halt(DefaultStopTime);

    /// <returns><c>false</c> when a handler has not returned in time: its thread goes on, and so the pipeline
    /// keeps its memory.</returns>
    public bool Halt(TimeSpan timeout)
    {
        CheckControlThread();
        if (State == PipelineState.Stepping) _steps.End();
        var ended = _stop.Halt(Deadline.In(timeout));
        if (ended && State is not (PipelineState.Failed or PipelineState.Disposed)) SetState(PipelineState.Stopped);
        return ended;
    }

    /// <summary>
    /// Waits until every thread has ended, also by a failure. Stops nothing. Never on a handler's thread.
    /// </summary>
    /// <param name="timeout"><see cref="Timeout.InfiniteTimeSpan"/> for ever, here and wherever a stop may
    /// take time.</param>
    /// <returns><c>false</c> when time ran out.</returns>
    public bool AwaitEnd(TimeSpan timeout)
    {
        CheckControlThread();
        return _stop.Join(Deadline.In(timeout));
    }

    /// <summary>Makes a stopped or failed pipeline ready to go on at the first unhandled events.</summary>
    /// <exception cref="PipelineFailedException">A handler claimed a slot of a shared ring and ended without
    /// publishing it; names ring and sequence.</exception>
    public void Rearm()
    {
        CheckControlThread();
        if (State is not (PipelineState.Stopped or PipelineState.Failed))
            throw new InvalidOperationException(
                $"Pipeline '{Name}' is {State}; only a stopped or failed one is rearmed.");
        if (!Halt()) throw StillRunning();
        CheckGaps();
        foreach (var ring in _rings) ring.Gates.Rearm();
        foreach (var stage in _stages) stage.Processor.Rearm();
        _stop.Rearm();
        Volatile.Write(ref _failure, null);
        SetState(PipelineState.Ready);
    }

    /// <summary><see cref="Rearm"/> and <see cref="Start"/>.</summary>
    public void Restart()
    {
        Rearm();
        Start();
    }

    /// <summary>Handles on the calling thread what is there, instead of starting threads.</summary>
    /// <returns>How many events the handlers have handled together; 0 when nothing is left.</returns>
    /// <exception cref="PipelineFailedException">A handler threw.</exception>
    public int Step()
    {
        if (State == PipelineState.Ready)
        {
            Move(PipelineState.Ready, PipelineState.Stepping);
            _steps.Begin();
        }
        if (State != PipelineState.Stepping)
            throw new InvalidOperationException($"Pipeline '{Name}' is {State} and cannot be stepped.");
        var count = _steps.Step();
        if (_steps.Failed is not { } stage) return count;
        OnFailed(stage);
        _steps.End();
        throw new PipelineFailedException(Failure!);
    }

    /// <summary>The counters of all rings and handlers; a reading, soon stale. Any thread.</summary>
    public PipelineSnapshot Snapshot() => PipelineSnapshot.Of(this);

    /// <summary>The topology as a drawing, for people.</summary>
    public string Describe() => PipelineDrawing.Of(this);

    public override string ToString() => Describe();

    /// <summary>
    /// Stops everything for good and refuses producers from now on. The memory of a ring is released when nobody
    /// holds a producer of it any more.
    /// </summary>
    /// <exception cref="InvalidOperationException">A handler does not return.</exception>
    public void Dispose()
    {
        if (State == PipelineState.Disposed) return;
        if (!Halt()) throw StillRunning();
        SetState(PipelineState.Disposed);
        foreach (var ring in _rings) ring.Gates.Close();
    }

    /// <summary>
    /// On the thread of the handler that threw, before it is shut down: everything stops, whatever that takes.
    /// </summary>
    private void OnFailed(Stage stage)
    {
        if (stage.Processor.Failure is not { } failed || _stop.IsConsequence(failed.Cause)) return;
        var failure = new PipelineFailure(
            stage.Handler.Role, stage.Handler.DeclaredOn.Name, failed.Sequence, failed.Cause);
        if (Interlocked.CompareExchange(ref _failure, failure, null) is not null) return;
        SetState(PipelineState.Failed);
        _stop.RequestAll(failed.Cause);
    }

    private bool DrainBySteps()
    {
        while (Step() > 0)
        {
        }
        return Halt();
    }

    private bool IsDrained()
    {
        foreach (var stage in _stages)
            if (stage.Processor.Sequence.Value < stage.Handler.DeclaredOn.Sequencer.LastClaimed) return false;
        return Failure is null;
    }

    private void CheckGaps()
    {
        foreach (var ring in _rings)
        {
            if (ring.ExternalProducers.Count > 0 || ring.FirstUnpublished is not (>= 0 and var gap)) continue;
            var message = $"Pipeline '{Name}' cannot go on: event {gap} of ring '{ring.Name}' was claimed and never "
                + "published, because a handler threw in between. Build the pipeline again.";
            throw new PipelineFailedException(message, Failure?.Cause);
        }
    }

    private void CheckProducer(RingDeclaration ring, string producer)
    {
        ArgumentNullException.ThrowIfNull(ring);
        if (Array.IndexOf(_rings, ring) < 0)
            throw new ArgumentException($"Ring '{ring.Name}' is not part of pipeline '{Name}'.");
        foreach (var name in ring.ExternalProducers)
            if (name == producer) return;
        var declared = string.Join(", ", ring.ExternalProducers);
        throw new ArgumentException($"Ring '{ring.Name}' has no external producer '{producer}', only: {declared}.");
    }

    private void CheckControlThread()
    {
        foreach (var stage in _stages)
            if (stage.IsCurrent)
                throw new InvalidOperationException(
                    $"Handler '{stage.Handler.Role}' cannot stop its own pipeline and wait for it; it may throw.");
    }

    private InvalidOperationException StillRunning() => new(
        $"Pipeline '{Name}': {_stop.NameRunning()} did not return within {DefaultStopTime.TotalSeconds:0} s.");

    private void Move(PipelineState from, PipelineState to)
    {
        if (Interlocked.CompareExchange(ref _state, (int)to, (int)from) != (int)from)
            throw new InvalidOperationException($"Pipeline '{Name}' is {State}, not {from}.");
    }

    private void SetState(PipelineState state) => Volatile.Write(ref _state, (int)state);
}
