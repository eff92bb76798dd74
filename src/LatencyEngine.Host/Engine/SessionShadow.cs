using LatencyEngine.Backtest.Recovery;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Snapshots;
using LatencyEngine.Runtime.Agents;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// The shadow of a session: re-executes the journal behind the engine and writes the snapshots that make restarts
/// fast. A thread of its own that gives way to all others; started and ended by the control thread.
/// </summary>
internal sealed class SessionShadow : IDisposable
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan CatchUpPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ShadowSnapshots _shadow;
    private readonly AgentRunner<SleepingIdle> _runner;

    public SessionShadow(EngineConfiguration configuration, string folder, ulong sessionId, LogWriter log)
    {
        _shadow = new ShadowSnapshots(
            new LogJournal(folder).OpenSession(sessionId), SessionSeats.StagesOf(configuration), new SnapshotStore(folder),
            () => log.DurableSequence,
            new ShadowOptions
            {
                EveryRecords = long.MaxValue,
                EveryTime = TimeSpan.FromSeconds(configuration.Journal.SnapshotSeconds),
                CodeVersion = CodeVersion.Text,
                Report = problem => Console.Error.WriteLine($"journal: {problem}"),
            });
        _runner = new AgentRunner<SleepingIdle>(
            _shadow, new SleepingIdle(Nap), failure => Console.Error.WriteLine($"journal: no more snapshots: {failure}"));
        _runner.Start(new ThreadPlacement { Priority = RolePriority.Low });
    }

    /// <summary>Journal sequence of the last record that was verified. Any thread.</summary>
    public long Sequence => _shadow.Sequence;

    /// <summary>Why the engine cannot be trusted, or why there are no more snapshots; <c>null</c> as it should be.</summary>
    public string? Alarm => _shadow.Alarm ?? _runner.Failure?.ToString();

    /// <summary>Lets the shadow verify what is left of a session that has ended, as far as patience goes.</summary>
    public void CatchUp(long sequence, CancellationToken cancellation)
    {
        var started = Environment.TickCount64;
        while (Sequence < sequence && Alarm is null && Environment.TickCount64 - started < CatchUpPatience.TotalMilliseconds)
            if (cancellation.WaitHandle.WaitOne(Nap)) return;
    }

    public void Dispose() => _runner.Close(Patience);
}
