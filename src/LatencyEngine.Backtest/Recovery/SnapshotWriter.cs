using LatencyEngine.Backtest.Replay;
using LatencyEngine.Journal.Snapshots;
using LatencyEngine.Trading.Snapshots;

namespace LatencyEngine.Backtest.Recovery;

/// <summary>Between the state of stages and snapshot files. One cold thread; owns the buffer of the image.</summary>
public sealed class SnapshotWriter(SnapshotStore store, ulong sessionId, string codeVersion)
{
    private readonly StateImage _image = new();

    /// <summary>Writes the state behind the last record of an execution that is settled.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public SnapshotHead Write(VerifiedExecution execution)
    {
        ArgumentNullException.ThrowIfNull(execution);
        if (!execution.IsSettled) throw new InvalidOperationException("a snapshot is of a moment between two inputs");
        var stages = execution.Stepper.Stages;
        _image.Save(stages);
        var head = new SnapshotHead
        {
            SessionId = sessionId,
            Sequence = execution.LastSequence,
            InputsByTemplate = execution.Inputs.ByTemplate.ToArray(),
            Outputs = stages.Outputs.Count,
            OutputHash = stages.Outputs.Hash,
            StateHash = stages.StateHash(),
            LayoutFingerprint = _image.LayoutOf(stages).Fingerprint,
            LastInputNanos = execution.LastInputNanos,
            CodeVersion = codeVersion,
        };
        store.Write(head, _image.Bytes.Span);
        return head;
    }

    /// <summary>Continues an execution of fresh stages behind the newest snapshot that is whole.</summary>
    /// <param name="execution">Of the same session, with fresh stages.</param>
    /// <param name="throughSequence">The snapshot stands for this record or an earlier one.</param>
    /// <param name="report">Told in words of what is passed over.</param>
    /// <returns>What was loaded; <c>null</c> where there is none, and the stages are still fresh.</returns>
    /// <exception cref="StateImageException">The state is not what its head says: the stages are spoiled.</exception>
    public SnapshotHead? TryContinue(VerifiedExecution execution, long throughSequence, Action<string>? report = null)
    {
        ArgumentNullException.ThrowIfNull(execution);
        var stages = execution.Stepper.Stages;
        var layout = _image.LayoutOf(stages).Fingerprint;
        if (store.FindNewest(sessionId, throughSequence, layout, report) is not { } found) return null;
        _image.Load(found.State.Span, stages);
        Check(found.Head.StateHash, stages.StateHash(), "state");
        Check(found.Head.OutputHash, stages.Outputs.Hash, "outputs");
        execution.ContinueFrom(found.Head.Sequence, [.. found.Head.InputsByTemplate], found.Head.LastInputNanos);
        return found.Head;
    }

    private static void Check(ulong expected, ulong actual, string what)
    {
        if (expected != actual)
            throw new StateImageException($"the snapshot says that its {what} hash to {expected:X16}, and it is {actual:X16}");
    }
}
