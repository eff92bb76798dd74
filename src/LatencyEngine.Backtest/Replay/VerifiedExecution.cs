using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Records;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Backtest.Replay;

/// <summary>
/// Takes the records of a session in their order: executes each input, and compares each recorded output with the one
/// that came out. One thread; allocates nothing for a record.
/// </summary>
/// <remarks>
/// <b>Ends.</b> After a difference or a failure nothing more is taken: what follows would only be consequences.
/// <b>Between inputs.</b> When <see cref="IsSettled"/>, all outputs of the last input are recorded and equal, and the state
/// of the stages is the one behind <see cref="LastSequence"/>.
/// </remarks>
public sealed class VerifiedExecution
{
    private readonly StageStepper _stepper;
    private readonly ReplayOptions _options;
    private readonly InputCounts _inputs = new();
    private long _inputRecord;
    private int _compared;

    public VerifiedExecution(StageStepper stepper, ReplayOptions options)
    {
        ArgumentNullException.ThrowIfNull(stepper);
        ArgumentNullException.ThrowIfNull(options);
        _stepper = stepper;
        _options = options;
    }

    public StageStepper Stepper => _stepper;

    /// <summary>Inputs of the session so far, by message.</summary>
    public InputCounts Inputs => _inputs;

    /// <summary>Outputs compared so far, all equal.</summary>
    public long OutputsCompared { get; private set; }

    /// <summary>Records taken so far.</summary>
    public long Records { get; private set; }

    /// <summary>Journal sequence of the last record taken.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Time of the last input, UTC nanoseconds since the Unix epoch.</summary>
    public long LastInputNanos { get; private set; }

    /// <summary><see cref="ReplayOutcome.None"/> as long as records are taken.</summary>
    public ReplayOutcome Outcome { get; private set; }

    public ReplayDifference? Difference { get; private set; }

    public FailingInputException? Failure { get; private set; }

    /// <summary>Whether every output of the last input has been compared.</summary>
    public bool IsSettled => _compared == _stepper.OutputCount;

    /// <summary>Goes on behind a snapshot, whose state is in the stages already.</summary>
    public void ContinueFrom(long sequence, ReadOnlySpan<long> inputsByTemplate, long lastInputNanos)
    {
        _inputs.Set(inputsByTemplate);
        _stepper.NextInput = _inputs.Total;
        LastSequence = sequence;
        LastInputNanos = lastInputNanos;
    }

    /// <summary>Takes consecutive records, heads and marks as empty slots or as they are.</summary>
    /// <returns>How many were taken: fewer than given where it has ended.</returns>
    public int Take(Span<EngineEvent> records, long firstSequence)
    {
        var taken = 0;
        while (taken < records.Length && TryTake(ref records[taken], firstSequence + taken)) taken++;
        Records += taken;
        if (taken > 0) LastSequence = firstSequence + taken - 1;
        return taken;
    }

    /// <summary>Outputs of the last input that have no record yet.</summary>
    public EngineEvent[] Unrecorded()
    {
        var outputs = new EngineEvent[_stepper.OutputCount - _compared];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = _stepper.Output(_compared + i);
        return outputs;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTake(ref EngineEvent record, long sequence)
    {
        if (Outcome != ReplayOutcome.None) return Outcome == ReplayOutcome.Failed && IsWrittenBeforeFailure(in record);
        if (record.TemplateId >= RecordKinds.FirstOutputTemplateId) Compare(ref record, sequence);
        else if (RecordKinds.Of(record.TemplateId) == RecordKind.Input) Execute(ref record, sequence);
        return Outcome != ReplayOutcome.Stopped;
    }

    // What a stage wrote before it failed may be recorded: the engine stopped there as well.
    private bool IsWrittenBeforeFailure(in EngineEvent record)
    {
        if (IsSettled || !record.AsBytes().SequenceEqual(_stepper.Output(_compared).AsBytes())) return false;
        _compared++;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Compare(ref EngineEvent recorded, long sequence)
    {
        if (_compared < _stepper.OutputCount
            && recorded.AsBytes().SequenceEqual(_stepper.Output(_compared).AsBytes()))
        {
            _compared++;
            OutputsCompared++;
            if (recorded.Is<SessionEnded>()) Outcome = ReplayOutcome.Identical;
            return;
        }

        Differ(in recorded, sequence);
    }

    private void Execute(ref EngineEvent input, long sequence)
    {
        if (!IsSettled)
        {
            Differ(in Unsafe.NullRef<EngineEvent>(), sequence);
            return;
        }

        if (sequence > _options.UntilSequence || input.TimestampNanos > _options.UntilNanos)
        {
            Outcome = ReplayOutcome.Stopped;
            return;
        }

        _inputRecord = sequence;
        _compared = 0;
        LastInputNanos = input.TimestampNanos;
        if (TryStep(ref input)) _inputs.Add(input.TemplateId);
    }

    private bool TryStep(ref EngineEvent input)
    {
        try
        {
            _stepper.Step(ref input);
            return true;
        }
        catch (Exception cause)
        {
            Failure = new FailingInputException("replayed", _stepper.NextInput, in input, cause);
            Outcome = ReplayOutcome.Failed;
            return false;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Differ(in EngineEvent recorded, long sequence)
    {
        Outcome = ReplayOutcome.Different;
        ref readonly var executed = ref _compared < _stepper.OutputCount
            ? ref _stepper.Output(_compared)
            : ref Unsafe.NullRef<EngineEvent>();
        Difference = DifferenceReport.Of(in recorded, in executed, sequence, _inputRecord, _inputs.Total - 1);
    }
}
