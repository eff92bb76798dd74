using LatencyEngine.Backtest.Replay;
using LatencyEngine.Journal.Reading;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Trading;

namespace LatencyEngine.PerfTests.Journal;

/// <summary>How fast a recorded session is read, and read and re-executed with every output compared.</summary>
internal static class ReplayRate
{
    /// <returns>Million records a second, read with their checksums and given to nobody.</returns>
    public static double Reading(IJournalReader journal, ulong sessionId)
    {
        using var reader = journal.OpenSession(sessionId);
        var records = 0L;
        var started = Clock.NowNanos();
        while (reader.TryRead(out _)) records++;
        return records * 1e3 / (Clock.NowNanos() - started);
    }

    /// <returns>Million records a second, re-executed and compared.</returns>
    public static double Verified(IJournalReader journal, ulong sessionId)
    {
        using var stepper = new StageStepper(RecordedSession.NewStages());
        using var reader = journal.OpenSession(sessionId);
        var started = Clock.NowNanos();
        var result = SessionReplay.Run(reader, stepper);
        var nanos = Clock.NowNanos() - started;
        return result.Outcome == ReplayOutcome.Identical
            ? result.Records * 1e3 / nanos
            : throw new WrongAnswerException($"the replay is {result.Outcome}: {result.Difference}");
    }
}
