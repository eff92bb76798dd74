using System.Diagnostics;

namespace LatencyEngine.PerfTests.Harness;

/// <summary>
/// Ends the process, naming the benchmark, when one run takes longer than any honest run could. A hung pair
/// of spinning threads cannot be stopped in any other way.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private const int CheckIntervalMillis = 250;

    private readonly TimeSpan _limit;
    private readonly Action<string> _onHang;
    private readonly Timer _timer;
    private string? _running;
    private long _startedTicks;

    public Watchdog(TimeSpan limit, Action<string> onHang)
    {
        _limit = limit;
        _onHang = onHang;
        _timer = new Timer(_ => Check(), null, CheckIntervalMillis, CheckIntervalMillis);
    }

    /// <summary>Says that a benchmark starts; <c>null</c> says that none runs.</summary>
    public void Watch(string? benchmark)
    {
        Volatile.Write(ref _startedTicks, Stopwatch.GetTimestamp());
        Volatile.Write(ref _running, benchmark);
    }

    public void Dispose() => _timer.Dispose();

    private void Check()
    {
        var benchmark = Volatile.Read(ref _running);
        if (benchmark is null || Stopwatch.GetElapsedTime(Volatile.Read(ref _startedTicks)) < _limit) return;
        _onHang($"hung: {benchmark} did not end within {_limit.TotalSeconds:F0} s");
    }
}
