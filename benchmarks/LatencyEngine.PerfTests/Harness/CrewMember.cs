using System.Diagnostics;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.PerfTests.Harness;

/// <summary>
/// One thread of the crew. Runs the part it is given, stamps its start and end, and parks again.
/// </summary>
internal sealed class CrewMember : IDisposable
{
    private readonly SemaphoreSlim _work = new(0);
    private readonly RoleThread _thread;
    private Action? _part;
    private StartLine? _start;

    public CrewMember(string role, ThreadPlacement placement) =>
        _thread = RoleThread.Start(role, placement, Serve);

    public string Placement => _thread.Outcome.ToString();

    public long StartedTicks { get; private set; }

    public long EndedTicks { get; private set; }

    public Exception? Failure { get; private set; }

    public void Begin(Action part, StartLine start)
    {
        _part = part;
        _start = start;
        _work.Release();
    }

    public void Dispose()
    {
        _part = null;
        _work.Release();
        _thread.Join();
        _work.Dispose();
    }

    private void Serve()
    {
        for (_work.Wait(); _part is { } part; _work.Wait())
        {
            Failure = null;
            _start!.Arrive();
            StartedTicks = Stopwatch.GetTimestamp();
            try
            {
                part();
            }
#pragma warning disable CA1031 // Whatever a part throws belongs to the main thread, which rethrows it.
            catch (Exception failure)
            {
                Failure = failure;
            }
#pragma warning restore CA1031
            EndedTicks = Stopwatch.GetTimestamp();
            _start.End();
        }
    }
}
