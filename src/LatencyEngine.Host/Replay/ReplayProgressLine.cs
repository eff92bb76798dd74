using LatencyEngine.Backtest.Replay;
using LatencyEngine.Host.Text;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Host.Replay;

/// <summary>How far a replay is, on standard error. Cold; the thread of the replay.</summary>
internal sealed class ReplayProgressLine(TextWriter error, SessionSummary summary) : IDisposable
{
    private readonly ProgressLine _line = new(error);

    public void Tell(in ReplayProgress reached)
    {
        if (!_line.IsDue) return;
        var records = reached.Sequence - summary.FirstSequence + 1;
        _line.Tell($"replaying: {100.0 * records / summary.RecordCount,5:N1} %  {Amounts.Count(reached.Inputs)} inputs, "
            + $"{Amounts.Count((long)(records / _line.Elapsed.TotalSeconds))} records/s, at {NanoTime.Of(reached.TimestampNanos)}");
    }

    public void Dispose() => _line.Dispose();
}
