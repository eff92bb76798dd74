using LatencyEngine.Backtest.Replay;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Backtest.Comparison;

/// <summary>
/// Runs the market of a recorded session through two sets of strategies, limits and definitions, and tells the figures
/// of both. On the caller's thread, while another one reads ahead.
/// </summary>
/// <remarks>
/// <b>Deterministic:</b> the figures are a function of the recorded inputs and of the two sides. <b>Known limit:</b> the
/// market does not react to other orders than the recorded ones; nor did it to these.
/// </remarks>
public static class SessionComparison
{
    /// <param name="open">Opens the session at its start; called once for each side.</param>
    /// <param name="recorded">Usually with the recorded settings.</param>
    /// <param name="changed">With others.</param>
    /// <exception cref="JournalException">The journal is damaged; names the place.</exception>
    /// <exception cref="Trading.Stages.FailingInputException">A stage failed; with the input.</exception>
    public static ComparisonResult Run(Func<ISessionReader> open, ComparedRun recorded, ComparedRun changed)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new ComparisonResult(Run(open, recorded), Run(open, changed));
    }

    /// <summary>One side alone.</summary>
    /// <inheritdoc cref="Run(Func{ISessionReader}, ComparedRun, ComparedRun)"/>
    public static RunFigures Run(Func<ISessionReader> open, ComparedRun side)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(side);
        using var reader = open();
        using var stepper = new StageStepper(side.MakeStages());
        var run = new SideRun(side, stepper);
        using var ahead = new ReadAhead(reader, reader.Head.FirstSequence - 1);
        RecordBlock block;
        do
        {
            block = ahead.Next();
            foreach (ref var record in block.Records)
                if (RecordKinds.Of(record.TemplateId) == RecordKind.Input) run.Take(ref record);
        }
        while (!block.IsLast);
        return run.Finish();
    }
}
