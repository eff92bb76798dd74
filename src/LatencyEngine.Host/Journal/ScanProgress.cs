using LatencyEngine.Host.Text;

namespace LatencyEngine.Host.Journal;

/// <summary>
/// Tells on standard error how far a long pass through a session has come, and ends it when it is canceled. Cold; one
/// thread.
/// </summary>
/// <param name="error">Where to tell.</param>
/// <param name="work">What is done, for people.</param>
/// <param name="total">How many records there are.</param>
internal sealed class ScanProgress(TextWriter error, string work, long total) : IDisposable
{
    private const int RecordsPerLook = 1 << 16;

    private readonly ProgressLine _line = new(error);

    public long Count { get; private set; }

    public TimeSpan Elapsed => _line.Elapsed;

    public double PerSecond => Count / Math.Max(1e-9, Elapsed.TotalSeconds);

    /// <summary>One record more.</summary>
    /// <exception cref="OperationCanceledException">It is not wanted any more.</exception>
    public void Advance(CancellationToken cancellation)
    {
        if (++Count % RecordsPerLook != 0) return;
        cancellation.ThrowIfCancellationRequested();
        if (_line.IsDue) Tell();
    }

    public void Dispose() => _line.Dispose();

    private void Tell()
    {
        var share = total > 0 ? $"{100.0 * Count / total,5:N1} %  " : "";
        _line.Tell($"{work}: {share}{Amounts.Count(Count)} records, {Amounts.Count((long)PerSecond)}/s");
    }
}
