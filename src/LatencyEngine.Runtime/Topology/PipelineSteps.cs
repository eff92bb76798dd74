namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// Runs the handlers of a pipeline by hand, in the direction of flow. The thread that steps.
/// </summary>
[ColdPath("tests and simulations; never beside running threads")]
internal sealed class PipelineSteps(RingDeclaration[] rings, Stage[] stages)
{
    private const int OneEvent = 1;

    /// <summary>The handler that threw, if one did.</summary>
    public Stage? Failed { get; private set; }

    public void Begin()
    {
        Failed = null;
        // Nobody makes room while a handler waits on this thread: a claim that finds none must say so.
        var cause = new InvalidOperationException(
            "in step mode nobody makes room meanwhile, so a ring needs room for all that is published between two "
            + "steps");
        foreach (var ring in rings) ring.Gates.Halt(cause);
        foreach (var stage in stages)
        {
            stage.Processor.BeginSteps();
            NoteFailure(stage);
        }
    }

    public int Step()
    {
        var count = 0;
        foreach (var stage in stages)
        {
            if (Failed is not null) return count;
            count += stage.Handler.Outlets.Count > 0 ? stage.Processor.Step(OneEvent) : StepThroughRing(stage);
            NoteFailure(stage);
        }
        return count;
    }

    public void End()
    {
        foreach (var stage in stages) stage.Processor.EndSteps();
    }

    // At most one lap: somebody else may be publishing.
    private static int StepThroughRing(Stage stage)
    {
        var lap = stage.Handler.DeclaredOn.Options.CapacitySlots;
        var handled = 0;
        while (handled < lap)
        {
            var count = stage.Processor.Step(lap - handled);
            if (count == 0) break;
            handled += count;
        }
        return handled;
    }

    private void NoteFailure(Stage stage)
    {
        if (stage.Processor.Failure is not null) Failed ??= stage;
    }
}
