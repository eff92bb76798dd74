using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;
using LatencyEngine.Runtime.Processing;

namespace LatencyEngine.Backtest.Replay;

/// <summary>
/// Compares the outputs of a pipeline with those of a recorded session, one after the other. Used by the thread that
/// reads the output ring; looked at when the pipeline is done.
/// </summary>
internal sealed class OutputComparison(ISessionReader recorded)
{
    private readonly List<EngineEvent> _missing = [];
    private long _inputs;
    private long _inputRecord;
    private long _sequence;

    /// <summary>Records looked at.</summary>
    public long Records { get; private set; }

    public ReplayDifference? Difference { get; private set; }

    public bool HasEnded { get; private set; }

    /// <summary>Outputs of the last recorded input that were not recorded.</summary>
    public IReadOnlyList<EngineEvent> Missing => _missing;

    public void Compare(ref EngineEvent executed)
    {
        if (Difference is not null) return;
        if (!TryNextOutput(out var record))
        {
            if (CauseOf(in executed) == _inputs - 1) _missing.Add(executed);
            else Differ(in Unsafe.NullRef<EngineEvent>(), in executed);
            return;
        }

        HasEnded |= executed.Is<SessionEnded>();
        if (record.Message.SequenceEqual(executed.AsBytes())) return;
        var output = default(EngineEvent);
        if (!output.TryRead(record.Message)) throw new JournalException($"record {_sequence} is no message of an engine");
        Differ(in output, in executed);
    }

    /// <summary>Nothing more comes out: nothing more may be recorded.</summary>
    public void Finish()
    {
        if (Difference is not null || !TryNextOutput(out var record)) return;
        var output = default(EngineEvent);
        if (!output.TryRead(record.Message)) throw new JournalException($"record {_sequence} is no message of an engine");
        Differ(in output, in Unsafe.NullRef<EngineEvent>());
    }

    private static long CauseOf(ref readonly EngineEvent output) =>
        (long)Unsafe.AsRef(in output).As<AlertRaised>().InputSequence; // Every output begins as this one does.

    private bool TryNextOutput(out JournalRecord record)
    {
        while (recorded.TryRead(out record))
        {
            Records++;
            _sequence = record.Sequence;
            if (record.Kind == RecordKind.Output) return true;
            if (record.Kind != RecordKind.Input) continue;
            _inputs++;
            _inputRecord = record.Sequence;
        }

        return false;
    }

    private void Differ(in EngineEvent output, in EngineEvent executed) =>
        Difference = DifferenceReport.Of(in output, in executed, _sequence, _inputRecord, _inputs - 1);
}

/// <summary>The handler of the output ring.</summary>
internal readonly struct OutputComparisonHandler(OutputComparison comparison) : IEventHandler<EngineEvent>
{
    public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch) => comparison.Compare(ref e);
}
