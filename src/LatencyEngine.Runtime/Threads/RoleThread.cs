namespace LatencyEngine.Runtime.Threads;

/// <summary>
/// A background thread with one role: named, placed by itself before its body runs, and reporting what it got.
/// Started and joined from a cold thread; owns nothing but the thread.
/// </summary>
/// <remarks>
/// An exception that escapes the body is a bug and ends the process, as for every .NET thread. Roles that may fail
/// and be reported (agents, event processors) catch in their own loop.
/// </remarks>
[ColdPath("threads are started before the first event")]
public sealed class RoleThread
{
    private readonly Thread _thread;
    private readonly Action _body;
    private readonly ThreadPlacement _placement;
    private PlacementOutcome? _outcome;

    private RoleThread(string roleName, ThreadPlacement placement, Action body)
    {
        RoleName = roleName;
        _placement = placement;
        _body = body;
        _thread = new Thread(Run) { IsBackground = true, Name = roleName };
    }

    public string RoleName { get; }

    /// <summary>What was asked and what was given. Known as soon as <see cref="Start"/> has returned.</summary>
    public PlacementOutcome Outcome => _outcome!;

    public bool IsAlive => _thread.IsAlive;

    /// <summary>Whether the caller runs on this thread.</summary>
    public bool IsCurrent => Thread.CurrentThread == _thread;

    private bool MustNotRun => _placement.Required && !Outcome.IsAsAsked;

    /// <summary>
    /// Starts the thread and waits until it has placed itself, not until the body has done anything.
    /// </summary>
    /// <exception cref="PlacementRefusedException">A required placement was refused; the body has not
    /// run.</exception>
    public static RoleThread Start(string roleName, ThreadPlacement placement, Action body)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(roleName);
        ArgumentNullException.ThrowIfNull(body);
        _ = CurrentThread.ProcessCores; // Read here, before the new thread changes its own mask.
        var role = new RoleThread(roleName, placement, body);

        // Never disposed: it has no kernel handle, and disposal would race with the end of Set.
        var placed = new ManualResetEventSlim();
        role._thread.Start(placed);
        placed.Wait();
        if (role.MustNotRun) throw new PlacementRefusedException(role.Outcome);
        return role;
    }

    /// <summary>Waits for the body to end. Called from another thread.</summary>
    public void Join() => _thread.Join();

    /// <summary>
    /// As <see cref="Join()"/>, but answers <c>false</c> when it takes longer than <paramref name="timeout"/>.
    /// </summary>
    public bool Join(TimeSpan timeout) => _thread.Join(timeout);

    private void Run(object? placed)
    {
        try
        {
            _outcome = CurrentThread.Place(RoleName, _placement);
            ((ManualResetEventSlim)placed!).Set();
            if (!MustNotRun) _body();
        }
        finally
        {
            HelperThreads.ForgetCurrent();
        }
    }
}
