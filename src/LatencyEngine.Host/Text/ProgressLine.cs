using System.Diagnostics;

namespace LatencyEngine.Host.Text;

/// <summary>
/// One line on standard error that tells how far long work is: rewritten on a terminal, a new one now and then elsewhere,
/// erased at the end. Cold; one thread.
/// </summary>
internal sealed class ProgressLine(TextWriter error) : IDisposable
{
    private const string EraseLine = "\r\e[K";

    private static readonly TimeSpan TerminalInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(10);

    private readonly bool _isTerminal = error == Console.Error && !Console.IsErrorRedirected;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _lastAt;

    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>Whether the last line is old enough for another.</summary>
    public bool IsDue => Elapsed - _lastAt >= (_isTerminal ? TerminalInterval : PlainInterval);

    public void Tell(string text)
    {
        _lastAt = Elapsed;
        if (_isTerminal) error.Write(EraseLine + text);
        else error.WriteLine(text);
    }

    public void Dispose()
    {
        if (_isTerminal && _lastAt > TimeSpan.Zero) error.Write(EraseLine);
    }
}
