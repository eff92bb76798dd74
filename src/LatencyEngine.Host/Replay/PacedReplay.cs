using System.Diagnostics;
using LatencyEngine.Backtest.Replay;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Replay;

/// <summary>
/// Executes a session again at the pace of its own time, compares as it goes, and shows it. The calling thread; owns the
/// slot of the record in hand.
/// </summary>
internal sealed class PacedReplay(
    ISessionReader reader, StageStepper stepper, RecordedSession recorded, ReplayOptions options, decimal speed)
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(20);

    private readonly Stopwatch _watch = new();
    private readonly EngineEvent[] _slot = new EngineEvent[1];
    private long _firstNanos;

    public ReplayResult Run(ReplayConsole console, CancellationToken cancellation)
    {
        var execution = new VerifiedExecution(stepper, options);
        using var view = new ReplayView(execution, recorded, console);
        _watch.Start();
        while (execution.Outcome == ReplayOutcome.None && reader.TryRead(out var record))
        {
            if (record.Kind == RecordKind.Input) WaitFor(record.TimestampNanos, view, cancellation);
            // Heads and marks are empty slots.
            if (!_slot[0].TryRead(record.Message)) _slot[0] = default;
            if (execution.Take(_slot, record.Sequence) == 1) view.Note(ref _slot[0]);
        }

        // Nothing more is taken: only the verdict. The record that ended it may have been read.
        reader.SeekSequence(execution.LastSequence + 1);
        return SessionReplay.Run(reader, execution, options);
    }

    private void WaitFor(long nanos, ReplayView view, CancellationToken cancellation)
    {
        if (_firstNanos == 0) _firstNanos = nanos;
        var due = TimeSpan.FromMicroseconds((double)((nanos - _firstNanos) / speed / 1_000));
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            view.ShowWhenDue(_watch.Elapsed);
            var left = due - _watch.Elapsed;
            if (left <= TimeSpan.Zero) return;
            cancellation.WaitHandle.WaitOne(left < Nap ? left : Nap);
        }
    }
}
