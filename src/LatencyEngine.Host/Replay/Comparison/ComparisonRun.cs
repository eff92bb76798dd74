using LatencyEngine.Host.Journal;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Host.Replay.Comparison;

/// <summary>Runs a recorded market twice, as it was and with changes, and tells both side by side. The calling thread.</summary>
internal static class ComparisonRun
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(
        ISessionReader reader, SessionSummary summary, RecordedSession recorded, IReadOnlyCollection<string> changes,
        ReplayConsole console, CancellationToken cancellation)
    {
        var changed = RecordedSession.Read(recorded.Head, changes);
        var (before, leftOut) = Execute(recorded, "as recorded");
        var (after, _) = Execute(changed, "with changes");
        var comparison = new RunComparison(recorded, changed, before, after, leftOut);
        if (console.IsJson) comparison.WriteJson(console.Output);
        else comparison.Write(console.Output);
        return ExitCode.Success;

        (List<RunFigure> Figures, long LeftOut) Execute(RecordedSession settings, string work)
        {
            using var progress = new ScanProgress(console.Error, work, summary.RecordCount);
            using var run = new MarketRun(settings);
            return (run.Run(reader, progress, cancellation), run.LeftOut);
        }
    }
}
