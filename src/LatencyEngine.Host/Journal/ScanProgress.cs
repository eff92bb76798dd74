using System.Diagnostics;
using LatencyEngine.Host.Text;

namespace LatencyEngine.Host.Journal;

/// <summary>
/// Tells on standard error how far a long pass through a session has come, and ends it when it is canceled: a line that
/// is rewritten on a terminal, a new one now and then elsewhere. Cold; one thread.
/// </summary>
/// <param name="error">Where to tell.</param>
/// <param name="work">What is done, for people.</param>
/// <param name="total">How many records there are.</param>
internal sealed class ScanProgress(TextWriter error, string work, long total) : IDisposable
{
    private const int RecordsPerLook = 1 << 16;
    private const string EraseLine = "\r\e[K";

    private static readonly TimeSpan TerminalInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(10);

    private readonly bool _isTerminal = error == Console.Error && !Console.IsErrorRedirected;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _lastAt;

    public long Count { get; private set; }

    public TimeSpan Elapsed => _watch.Elapsed;

    public double PerSecond => Count / Math.Max(1e-9, Elapsed.TotalSeconds);

    /// <summary>One record more.</summary>
    /// <exception cref="OperationCanceledException">It is not wanted any more.</exception>
    public void Advance(CancellationToken cancellation)
    {
        if (++Count % RecordsPerLook != 0) return;
        cancellation.ThrowIfCancellationRequested();
        var now = Elapsed;
        if (now - _lastAt < (_isTerminal ? TerminalInterval : PlainInterval)) return;
        _lastAt = now;
        Tell();
    }

    public void Dispose()
    {
        if (_isTerminal && _lastAt > TimeSpan.Zero) error.Write(EraseLine);
    }

    private void Tell()
    {
        var share = total > 0 ? $"{100.0 * Count / total,5:N1} %  " : "";
        var text = $"{work}: {share}{Amounts.Count(Count)} records, {Amounts.Count((long)PerSecond)}/s";
        if (_isTerminal) error.Write(EraseLine + text);
        else error.WriteLine(text);
    }
}
