using System.Diagnostics;
using LatencyEngine.Backtest.Replay;
using LatencyEngine.Host.Engine;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Trading;

namespace LatencyEngine.Host.Replay;

/// <summary>Executes a session again in one layout or in all, and tells what came out. The calling thread.</summary>
internal sealed class ReplayRun(
    IJournalReader journal, SessionSummary summary, RecordedSession recorded, ReplayPlan plan, ReplayConsole console)
{
    private const int RecordsPerTelling = 1 << 17;

    private static readonly TimeSpan PipelinePatience = TimeSpan.FromHours(1);

    /// <returns>An <see cref="ExitCode"/>: 0 when nothing differs.</returns>
    public int Run(CancellationToken cancellation)
    {
        ReplayLayout[] layouts = plan.Layout == ReplayLayout.All
            ? [ReplayLayout.Stepped, ReplayLayout.Fused, ReplayLayout.Staged]
            : [plan.Layout];
        var exitCode = ExitCode.Success;
        foreach (var layout in layouts)
        {
            cancellation.ThrowIfCancellationRequested();
            var watch = Stopwatch.StartNew();
            var result = Execute(layout, cancellation);
            var report = new ReplayReport(journal, summary, layout, result, watch.Elapsed);
            if (console.IsJson) report.WriteJson(console.Output);
            else report.Write(console.Output);
            if (!report.IsAsRecorded) exitCode = ExitCode.Failure;
        }

        return exitCode;
    }

    private ReplayResult Execute(ReplayLayout layout, CancellationToken cancellation) => layout switch
    {
        ReplayLayout.Fused => ExecuteInPipeline(PipelineLayout.Fused, cancellation),
        ReplayLayout.Staged => ExecuteInPipeline(PipelineLayout.Staged, cancellation),
        _ when plan.Speed > 0 => ExecuteInTime(cancellation),
        _ => Step(cancellation),
    };

    private ReplayResult Step(CancellationToken cancellation)
    {
        using var reader = journal.OpenSession(summary.SessionId);
        using var progress = new ReplayProgressLine(console.Error, summary);
        using var stepper = recorded.NewStepper();
        return SessionReplay.Run(reader, stepper, Telling(OptionsOf(reader), progress, cancellation));
    }

    private ReplayResult ExecuteInTime(CancellationToken cancellation)
    {
        using var reader = journal.OpenSession(summary.SessionId);
        using var stepper = recorded.NewStepper();
        return new PacedReplay(reader, stepper, recorded, OptionsOf(reader), plan.Speed).Run(console, cancellation);
    }

    private ReplayResult ExecuteInPipeline(PipelineLayout layout, CancellationToken cancellation)
    {
        using var progress = new ReplayProgressLine(console.Error, summary);
        return PipelineReplay.Run(
            () => journal.OpenSession(summary.SessionId), recorded.OptionsOf(layout), SessionSeats.Of(recorded.Configuration),
            PipelinePatience, Telling(new ReplayOptions(), progress, cancellation));
    }

    private static ReplayOptions Telling(ReplayOptions options, ReplayProgressLine progress, CancellationToken cancellation) =>
        options with
        {
            ProgressEvery = RecordsPerTelling,
            Progress = reached =>
            {
                cancellation.ThrowIfCancellationRequested();
                progress.Tell(reached);
            },
        };

    private ReplayOptions OptionsOf(ISessionReader reader)
    {
        if (plan.Until.Kind == SessionBoundKind.None) return new ReplayOptions();
        var until = plan.Until.In(SessionNames.Read(reader));
        return until.Kind == SessionBoundKind.Time
            ? new ReplayOptions { UntilNanos = until.Value }
            : new ReplayOptions { UntilSequence = until.Value };
    }
}
