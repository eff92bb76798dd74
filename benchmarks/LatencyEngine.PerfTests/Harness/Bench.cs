using System.Diagnostics;
using LatencyEngine.PerfTests.Reports;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.PerfTests.Harness;

/// <summary>
/// Runs suites on the main thread with the crews and the watchdog that they share, and prints as it goes.
/// </summary>
internal sealed class Bench : IDisposable
{
    private const int FloatingMembers = 4;

    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(30);

    private readonly TextReport _report;
    private readonly Watchdog _watchdog;

    public Bench(int[] cores, TextWriter output, Action<string> onHang)
    {
        Pinned = Crew.Pinned(cores);
        Floating = Crew.Floating(FloatingMembers);
        _report = new TextReport(output);
        _watchdog = new Watchdog(HangLimit, onHang);
        Pinning = string.Join("; ", Pinned.Placement);
    }

    /// <summary>Two members on the two benchmark cores.</summary>
    public Crew Pinned { get; }

    /// <summary>Four members that the scheduler places.</summary>
    public Crew Floating { get; }

    private string Pinning { get; }

    /// <summary>
    /// The first two cores of the process, in ascending order; <c>null</c> on a host with one.
    /// </summary>
    public static int[]? DefaultCores()
    {
        var cores = CurrentThread.ProcessCores?.ToArray()
            ?? [.. Enumerable.Range(0, Environment.ProcessorCount)];
        return cores.Length >= 2 ? cores[..2] : null;
    }

    public SuiteResult Run(string suite, IEnumerable<Contest> contests, Effort effort)
    {
        var started = Stopwatch.GetTimestamp();
        var conditions = Machine.Describe(Pinning);
        _report.WriteHeader(suite, conditions);
        var referee = new Referee(new RegimeProbe(Pinned), _watchdog, effort);
        var results = new List<ContestResult>();
        foreach (var contest in contests)
        {
            var result = referee.Run(contest);
            _report.Write(result);
            results.Add(result);
        }
        var run = new SuiteResult(suite, conditions, results, Stopwatch.GetElapsedTime(started));
        _report.WriteGoals(run);
        return run;
    }

    public void Dispose()
    {
        _watchdog.Dispose();
        Pinned.Dispose();
        Floating.Dispose();
    }
}
