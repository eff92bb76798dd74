using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// Stops the handlers of a pipeline, ring by ring in the direction of flow, so that whoever publishes into a
/// ring finds room there until it has stopped. The control thread; <see cref="RequestAll"/> also by a
/// handler's thread that failed.
/// </summary>
[ColdPath("control of a running pipeline")]
internal sealed class PipelineStop(RingDeclaration[] rings, Stage[] stages)
{
    /// <summary>After this, a handler that waits for room is released with an error.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private bool _isForced;

    /// <summary>
    /// Stops every handler once it has handled what is in its ring now. False when time runs out.
    /// </summary>
    public bool Drain(Deadline deadline)
    {
        foreach (var ring in rings)
        {
            // Whoever publishes into this ring has stopped, unless it is outside: nothing comes after this.
            var last = ring.Sequencer.LastClaimed;
            foreach (var stage in stages)
                if (stage.Handler.DeclaredOn == ring) stage.Processor.DrainTo(last);
            if (!Join(ring, deadline)) return false;
        }
        return true;
    }

    /// <summary>
    /// Stops every handler after the batch in hand. False when a thread has not ended in time.
    /// </summary>
    public bool Halt(Deadline deadline)
    {
        foreach (var ring in rings)
        {
            foreach (var stage in stages)
                if (stage.Handler.DeclaredOn == ring) stage.Processor.Halt();
            if (!Join(ring, Deadline.In(deadline.Remaining < Patience ? deadline.Remaining : Patience))) break;
        }
        Volatile.Write(ref _isForced, true);
        RequestAll(cause: null);
        return Join(deadline);
    }

    /// <summary>
    /// Asks everybody to stop at once and releases whoever waits for room. Returns without waiting.
    /// </summary>
    public void RequestAll(Exception? cause)
    {
        foreach (var stage in stages) stage.Processor.Halt();
        foreach (var ring in rings) ring.Gates.Halt(cause);
    }

    public bool Join(Deadline deadline)
    {
        var ended = true;
        foreach (var stage in stages) ended &= stage.Join(deadline);
        return ended;
    }

    /// <summary>
    /// Whether the exception is only what a handler met that waited for room when it was stopped.
    /// </summary>
    public bool IsConsequence(Exception cause) => cause is RingHaltedException && Volatile.Read(ref _isForced);

    public void Rearm() => Volatile.Write(ref _isForced, false);

    public string NameRunning()
    {
        var names = new List<string>();
        foreach (var stage in stages)
            if (!stage.IsEnded) names.Add($"'{stage.Handler.Role}'");
        return string.Join(", ", names);
    }

    private bool Join(RingDeclaration ring, Deadline deadline)
    {
        var ended = true;
        foreach (var stage in stages)
            if (stage.Handler.DeclaredOn == ring) ended &= stage.Join(deadline);
        return ended;
    }
}
