using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>What a simulated thread waits for.</summary>
internal enum ThreadState
{
    /// <summary>Only for its turn.</summary>
    Ready,

    /// <summary>Until something it looked at has changed.</summary>
    Spinning,

    /// <summary>Until somebody unparks it.</summary>
    Parked,

    /// <summary>Until a condition of the model holds.</summary>
    Awaiting,

    Ended,
}

/// <summary>
/// An operating system thread that runs the bodies of one place in the scenario, run after run, and only
/// while it has the turn. Its fields are touched by whoever has the turn, hence by one thread at a time.
/// </summary>
internal sealed class SimulatedThread : IDisposable
{
    private readonly SemaphoreSlim _turn = new(0);
    private readonly Dictionary<Location, long> _watched = [];
    private readonly Scheduler _scheduler;
    private Action? _body;
    private bool _disposed;

    public SimulatedThread(Scheduler scheduler, int index)
    {
        _scheduler = scheduler;
        Index = index;
        new Thread(RunBodies) { IsBackground = true, Name = $"simulated-{index}" }.Start();
    }

    /// <summary>The simulated thread that the calling thread is; null on every other thread.</summary>
    [field: ThreadStatic]
    public static SimulatedThread? Current { get; private set; }

    public int Index { get; }

    public string Name { get; private set; } = "";

    public ThreadState State { get; set; }

    /// <summary>The step that this thread makes when it is chosen.</summary>
    public Access Pending { get; set; }

    /// <summary>Where it is parked.</summary>
    public Location ParkedAt { get; set; }

    /// <summary>What it awaits; once true it stays true until this thread goes on.</summary>
    public Func<bool> Awaited { get; set; } = () => true;

    /// <summary>Locations read since the last spin hint, with the version seen.</summary>
    public Dictionary<Location, long> Watched => _watched;

    public Scheduler Scheduler => _scheduler;

    public void Prepare((string Name, Action Body) part)
    {
        (Name, _body) = part;
        State = ThreadState.Ready;
        Pending = Access.Start;
        _watched.Clear();
    }

    public void GiveTurn() => _turn.Release();

    public void AwaitTurn() => _turn.Wait();

    public void Dispose()
    {
        _disposed = true;
        GiveTurn();
    }

    private void RunBodies()
    {
        Current = this;
        Interleaving.Scheduler = new RuntimeSteps(_scheduler, this);
        for (AwaitTurn(); !_disposed; AwaitTurn())
        {
            Exception? cause = null;
            try
            {
                _body!();
            }
            catch (RunAbandonedException)
            {
                // The run has failed already, with its own reason.
            }
#pragma warning disable CA1031 // Whatever a body throws is the result of the schedule.
            catch (Exception e)
#pragma warning restore CA1031
            {
                cause = e;
            }
            _scheduler.OnEnded(this, cause);
        }
        _turn.Dispose();
    }
}

/// <summary>Unwinds the threads of a run that has already failed.</summary>
internal sealed class RunAbandonedException() : Exception("The run has failed; its threads are unwound.");
