using System.Diagnostics;
using LatencyEngine.Backtest.Replay;
using LatencyEngine.Host.Text;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Host.Replay;

/// <summary>
/// How far a replay is, on standard error: a line that is rewritten on a terminal, a new one now and then elsewhere. Cold;
/// the thread of the replay.
/// </summary>
internal sealed class ReplayProgressLine(TextWriter error, SessionSummary summary)
{
    private const string EraseLine = "\r\e[K";

    private static readonly TimeSpan TerminalInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(10);

    private readonly bool _isTerminal = error == Console.Error && !Console.IsErrorRedirected;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _lastAt;

    public void Tell(in ReplayProgress reached)
    {
        var now = _watch.Elapsed;
        if (now - _lastAt < (_isTerminal ? TerminalInterval : PlainInterval)) return;
        _lastAt = now;
        var records = reached.Sequence - summary.FirstSequence + 1;
        var text = $"replaying: {100.0 * records / summary.RecordCount,5:N1} %  {Amounts.Count(reached.Inputs)} inputs, "
            + $"{Amounts.Count((long)(records / now.TotalSeconds))} records/s, at {NanoTime.Of(reached.TimestampNanos)}";
        if (_isTerminal) error.Write(EraseLine + text);
        else error.WriteLine(text);
    }

    public void Erase()
    {
        if (_isTerminal && _lastAt > TimeSpan.Zero) error.Write(EraseLine);
    }
}
